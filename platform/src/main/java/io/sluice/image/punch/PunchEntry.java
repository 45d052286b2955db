package io.sluice.image.punch;

import io.sluice.image.manifest.SetIdentity;
import java.util.List;

/**
 * One entry of a {@link PunchLog}: what one image gives away at once.
 *
 * @param to the sets that have these pages now; at least one
 * @param image which pages file
 * @param blocks the blocks that it touches, ascending
 */
record PunchEntry(List<SetIdentity> to, String image, List<PunchedBlock> blocks) {
    PunchEntry {
        to = List.copyOf(to);
        blocks = List.copyOf(blocks);
        if (to.isEmpty() || blocks.isEmpty() || !image.startsWith("pages-")) {
            throw new IllegalArgumentException("it gives nothing away, or to nobody");
        }
    }
}
