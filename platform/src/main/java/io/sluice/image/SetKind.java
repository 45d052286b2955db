package io.sluice.image;

import io.sluice.image.message.KernelObjectIdsEntry;

/** What a set is to CRIU. */
public sealed interface SetKind {

    /**
     * Memory alone.
     *
     * @param mode how the pages were got
     */
    record PreDump(PreDumpMode mode) implements SetKind {}

    /**
     * Memory, and the state of all tasks.
     *
     * @param own by which numbers it names what its maker is in
     */
    record Dump(KernelObjectIdsEntry own) implements SetKind {}
}
