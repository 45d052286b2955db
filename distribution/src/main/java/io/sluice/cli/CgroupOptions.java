package io.sluice.cli;

import io.sluice.state.cgroup.Wanted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is taken of control groups, in CRIU's words. */
final class CgroupOptions {
    private static final String NOTHING = "ignore";

    @Option(
            names = "--manage-cgroups",
            arity = "0..1",
            fallbackValue = "soft",
            paramLabel = "MODE",
            description =
                    "Take which control groups the tasks are in, these and all below them, and what was set for them. Every"
                            + " mode of CRIU's takes the same, but ignore takes nothing.")
    private String mode = NOTHING;

    @Option(
            names = "--cgroup-root",
            paramLabel = "[NAME:]PATH",
            description = "Of the hierarchy NAME, or of all, take all from this group on.")
    private List<String> roots = new ArrayList<>();

    @Option(
            names = "--cgroup-yard",
            paramLabel = "DIR",
            description =
                    "Find each hierarchy in the folder of its name in here, and not where it is mounted. A relative one is"
                            + " relative to the work folder.")
    private Path yard;

    /** @param folder what a yard is relative to */
    Wanted wanted(Path folder) {
        Map<String, String> named = new HashMap<>();
        Optional<String> root = Optional.empty();
        for (String word : roots) {
            int colon = word.indexOf(":/");
            if (colon < 0) {
                root = Optional.of(word);
            } else {
                named.put(word.substring(0, colon), word.substring(colon + 1));
            }
        }
        return new Wanted(
                !mode.equals(NOTHING), named, root, Optional.ofNullable(yard).map(folder::resolve));
    }
}
