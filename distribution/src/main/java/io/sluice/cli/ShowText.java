package io.sluice.cli;

import io.sluice.image.PagemapCounts;
import io.sluice.image.PagesKey;
import io.sluice.image.describe.ChainDescription;
import io.sluice.image.describe.MappingDescription;
import io.sluice.image.describe.PagesDescription;
import io.sluice.image.describe.SetDescription;
import io.sluice.image.describe.TaskDescription;
import io.sluice.image.manifest.Manifest;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a chain holds, for people. */
final class ShowText {
    private static final int LARGEST = 10;
    private static final int DEEPEST = 20;

    private final PrintWriter out;
    private final boolean all;

    /** @param all whether every mapping is shown, or the largest of each task */
    ShowText(PrintWriter out, boolean all) {
        this.out = out;
        this.all = all;
    }

    void print(ChainDescription chain) {
        chain.sets().forEach(this::set);
        if (chain.sets().size() > 1) {
            out.printf("chain of %d sets, %s%n", chain.sets().size(), Amount.bytes(chain.bytes()));
        }
    }

    private void set(SetDescription set) {
        out.println(set.name() + ": " + origin(set));
        set.parent().ifPresent(parent -> out.println("  adds to " + parent));
        out.println("  " + counts(set.counts(), set.pageSize()) + ", all images " + Amount.bytes(set.bytes()));
        if (set.given() > 0) {
            out.println("  of these " + Amount.bytes(set.given()) + " given away: newer sets have these pages");
        }
        tree(set.tasks());
        set.pages().forEach(pages -> pages(pages, set.pageSize()));
        out.println();
    }

    private static String origin(SetDescription set) {
        return set.manifest().map(ShowText::origin).orElse("made by CRIU, without a manifest");
    }

    private static String origin(Manifest manifest) {
        return String.format(
                Locale.ROOT,
                "made %s by Sluice %s (drain %s, tracker %s), stopped for %.2f ms",
                manifest.created(),
                manifest.sluice(),
                manifest.components().drain().name(),
                manifest.components().tracker().name(),
                manifest.times().frozen() / 1000.0);
    }

    /** Children are indented below their parent, which comes before them. */
    private void tree(List<TaskDescription> tasks) {
        Map<Integer, Integer> depths = new HashMap<>();
        for (TaskDescription task : tasks) {
            int depth =
                    task.parentPid().map(depths::get).map(above -> above + 1).orElse(0);
            depths.put(task.pid(), depth);
            task(task, "  ".repeat(Math.min(depth, DEEPEST) + 1));
        }
    }

    private void task(TaskDescription task, String indent) {
        out.printf(
                "%stask %d %s%s%s%n",
                indent,
                task.pid(),
                task.name(),
                task.threads().map(threads -> ", threads: " + threads).orElse(""),
                task.state().map(state -> ", " + state).orElse(""));
        int shown = all
                ? task.descriptors().size()
                : Math.min(LARGEST, task.descriptors().size());
        task.descriptors()
                .subList(0, shown)
                .forEach(descriptor -> out.printf("%s  %d: %s%n", indent, descriptor.number(), descriptor.what()));
        if (shown < task.descriptors().size()) {
            out.printf(
                    "%s  and %d more descriptors (--all shows them)%n",
                    indent, task.descriptors().size() - shown);
        }
    }

    private void pages(PagesDescription pages, int pageSize) {
        out.println("  " + name(pages.key()) + ": " + counts(pages.counts(), pageSize));
        List<MappingDescription> shown = all ? pages.mappings() : largest(pages.mappings());
        shown.forEach(mapping -> mapping(mapping, pageSize));
        int left = pages.mappings().size() - shown.size();
        if (left > 0 || pages.more()) {
            out.printf("    and %d%s smaller ones (--all shows them)%n", left, pages.more() ? " or more" : "");
        }
    }

    private void mapping(MappingDescription mapping, int pageSize) {
        out.printf(
                "    %-29s %-5s %s%s%n",
                mapping.range(),
                mapping.protection().orElse(""),
                counts(mapping.counts(), pageSize),
                mapping.what().map(what -> "  " + what).orElse(""));
    }

    private static List<MappingDescription> largest(List<MappingDescription> mappings) {
        return mappings.stream()
                .sorted(Comparator.comparingLong(ShowText::listed).reversed())
                .limit(LARGEST)
                .sorted(Comparator.comparing(MappingDescription::range))
                .collect(Collectors.toList());
    }

    private static long listed(MappingDescription mapping) {
        return mapping.counts().present() + mapping.counts().parent();
    }

    private static String name(PagesKey key) {
        if (key instanceof PagesKey.Shared shared) {
            return "shared segment " + Long.toUnsignedString(shared.shmid());
        }
        return "memory of task " + key.number();
    }

    private static String counts(PagemapCounts counts, int pageSize) {
        long listed = counts.present() + counts.parent();
        double share = listed == 0 ? 0 : (double) counts.present() / listed;
        return String.format(
                Locale.ROOT,
                "%d of %d pages here (%s, %s)",
                counts.present(),
                listed,
                Amount.bytes(counts.present() * pageSize),
                Amount.share(share));
    }
}
