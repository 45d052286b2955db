/** Real programs to freeze and to read. */
package io.sluice.program;
