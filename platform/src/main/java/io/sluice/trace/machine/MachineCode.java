package io.sluice.trace.machine;

import java.util.List;
import java.util.Map;

/** Assembled code that runs wherever it is put. */
final class MachineCode {
    private final byte[] bytes;
    private final Map<String, Integer> labels;
    private final List<String> listing;

    MachineCode(byte[] bytes, Map<String, Integer> labels, List<String> listing) {
        this.bytes = bytes.clone();
        this.labels = Map.copyOf(labels);
        this.listing = List.copyOf(listing);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** Where a label is, in bytes from the first. */
    int at(String label) {
        Integer offset = labels.get(label);
        if (offset == null) {
            throw new IllegalArgumentException("no label " + label);
        }
        return offset;
    }

    /** A line an instruction: its offset, its bytes and what it says. */
    List<String> listing() {
        return listing;
    }
}
