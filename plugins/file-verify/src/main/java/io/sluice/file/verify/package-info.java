/**
 * Three ways to show that a file is the one that a dump saw: {@code size}, {@code build-id} and {@code checksum}.
 *
 * <p>Files are hostile until shown otherwise: no length that one of them holds is believed without a bound, every reading
 * ends, and a file of which another length is found than it was lent with has changed, and gives no answer.
 */
package io.sluice.file.verify;
