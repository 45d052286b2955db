/**
 * What stays in a task when the user wants its tracking to outlive a command: a userfaultfd in the task's own table of
 * descriptors, and beside it a record, in memory too, of what it is. Both go with the program. Start at {@link
 * io.sluice.resident.Residents}.
 */
package io.sluice.resident;
