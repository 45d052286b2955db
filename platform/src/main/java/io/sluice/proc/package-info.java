/** Readers of /proc into records. A task that is gone is an empty answer; what cannot be read is an exception. */
package io.sluice.proc;
