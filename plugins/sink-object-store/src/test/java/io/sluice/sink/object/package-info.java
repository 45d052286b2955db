/** A store in this process, and one that fails. */
package io.sluice.sink.object;
