package io.sluice.testkit.image;

import io.sluice.testkit.proc.Mapping;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.Region;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares a chain of sets with what a keeper itself said that its regions hold. */
public final class Reports {
    private static final int MOST = 20;

    private Reports() {}

    /** What of the report differs from the chain, the first twenty; the keeper must not have written since. */
    public static List<String> differences(Keeper keeper, long report, Path folder) {
        List<String> found = new ArrayList<>();
        try (ImageChain chain = new ImageChain(folder)) {
            for (Region region : keeper.regions()) {
                compare(keeper, report, region, chain, found);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return found.subList(0, Math.min(found.size(), MOST));
    }

    private static void compare(Keeper keeper, long report, Region region, ImageChain chain, List<String> found)
            throws IOException {
        try (FileChannel said = FileChannel.open(keeper.reported(report, region))) {
            for (long at = 0; at < region.length(); at += Pagemap.PAGE) {
                ByteBuffer truth = ByteBuffer.allocate(Pagemap.PAGE);
                said.read(truth, at);
                truth.flip();
                long address = region.start() + at;
                Mapping mapping = mappingOf(keeper, address);
                long base = mapping.sharedSegment() ? mapping.start() - mapping.offset() : 0;
                String name = Truth.pagemapName(keeper.files(), keeper.files(), mapping);
                boolean differs = chain.page(name, address - base)
                        .map(page -> !page.equals(truth))
                        .orElse(mapping.inode() == 0 && !empty(truth));
                if (differs) {
                    found.add(region.kind() + ": page " + Long.toHexString(address) + " is not what the target says");
                }
            }
        }
    }

    private static Mapping mappingOf(Keeper keeper, long address) {
        return keeper.files().mappings().stream()
                .filter(mapping -> mapping.contains(address))
                .findFirst()
                .orElseThrow();
    }

    private static boolean empty(ByteBuffer page) {
        return page.equals(ByteBuffer.allocate(page.remaining()));
    }
}
