package io.sluice.testkit.image;

import io.sluice.testkit.proc.Mapping;
import io.sluice.testkit.proc.TaskFiles;
import io.sluice.testkit.program.Sequence;
import io.sluice.testkit.program.Sequence.Area;
import io.sluice.testkit.program.Sequence.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tells whether a set has the memory of a {@link Sequence} as it was in one instant. */
public final class Instants {

    private Instants() {}

    /**
     * What the pages of one writer hold.
     *
     * @param area whose they are
     * @param newest the greatest number
     * @param holes how many of its last numbers, one a page, are not where they must be
     * @param seen the greatest number of the writer before it that it has noted
     */
    private record Written(Area area, long newest, int holes, long seen) {}

    /** What speaks against one instant; empty when nothing does. */
    public static List<String> doubts(Sequence sequence, Path set) {
        List<Written> all = new ArrayList<>();
        try (ImageChain chain = new ImageChain(set)) {
            for (Area area : sequence.areas()) {
                all.add(read(sequence.target().files(), area, chain));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return doubts(all);
    }

    private static List<String> doubts(List<Written> all) {
        List<String> found = new ArrayList<>();
        all.stream()
                .filter(written -> written.holes() > 0)
                .forEach(written -> found.add(written.area() + " lacks " + written.holes() + " of its last numbers"));
        List<Written> ring =
                all.stream().filter(w -> w.area().kind() != Kind.FORBIDDEN).toList();
        for (int i = 0; i < ring.size(); i++) {
            Written before = ring.get((i + ring.size() - 1) % ring.size());
            if (ring.get(i).seen() > before.newest()) {
                found.add(ring.get(i).area() + " has seen " + ring.get(i).seen() + " of " + before.area()
                        + ", which has written " + before.newest());
            }
        }
        return found;
    }

    private static Written read(TaskFiles task, Area area, ImageChain chain) {
        Mapping mapping = task.mappings().stream()
                .filter(each -> each.contains(area.start()))
                .findFirst()
                .orElseThrow();
        long base = mapping.sharedSegment() ? mapping.start() - mapping.offset() : 0;
        String name = Truth.pagemapName(task, task, mapping);
        long[] numbers = new long[area.pages()];
        long newest = 0;
        long seen = 0;
        for (int i = 0; i < numbers.length; i++) {
            ByteBuffer page = chain.page(name, area.start() + (long) i * Pagemap.PAGE - base)
                    .orElse(ByteBuffer.allocate(Pagemap.PAGE))
                    .order(ByteOrder.nativeOrder());
            seen = Math.max(seen, page.getLong(0));
            numbers[i] = page.getLong(Long.BYTES);
            newest = Math.max(newest, numbers[i]);
        }
        return new Written(area, newest, holes(numbers, newest), seen);
    }

    private static int holes(long[] numbers, long newest) {
        int holes = 0;
        for (long number = newest; number > newest - numbers.length; number--) {
            holes += numbers[Math.floorMod(number, numbers.length)] == number ? 0 : 1;
        }
        return holes;
    }
}
