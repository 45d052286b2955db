package io.sluice.trace.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kernel.ForcedMemory;
import io.sluice.proc.Mapping;
import io.sluice.proc.MapsParser;
import io.sluice.proc.ProcFile;
import io.sluice.proc.ProcessTree;
import io.sluice.proc.TaskStatus;
import io.sluice.program.Target;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What others can see of a process, and what a shadow could leave.
 *
 * @param masks the blocked signals of each thread that does not change them
 * @param vdsoOwn kilobytes of the vdso that are a copy of its own
 * @param lastWord the last word of its stack
 */
record Condition(
        List<String> mappings,
        Map<Integer, String> masks,
        int children,
        List<String> descriptors,
        String core,
        long vdsoOwn,
        long lastWord) {

    static Condition of(int pid) {
        String[] files = new File("/proc/" + pid + "/fd").list();
        Arrays.sort(files);
        Map<Integer, String> masks = new TreeMap<>();
        for (int thread : ProcessTree.threads(pid)) {
            ProcFile.read("/proc/" + pid + "/task/" + thread + "/status")
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .filter(status -> !status.startsWith("Name:\tsuspends\n"))
                    .ifPresent(status -> masks.put(thread, line(status, "SigBlk:")));
        }
        return new Condition(
                mappings(pid),
                masks,
                ProcessTree.processes(pid).size() - 1,
                List.of(files),
                line(text("/proc/" + pid + "/limits"), "Max core"),
                vdsoOwn(text("/proc/" + pid + "/smaps")),
                lastWord(pid));
    }

    private static String text(String path) {
        return new String(ProcFile.read(path).orElseThrow(), StandardCharsets.UTF_8);
    }

    private static String line(String text, String name) {
        return text.lines().filter(line -> line.startsWith(name)).findFirst().orElse("");
    }

    /** Their places and rights; a stack and a heap grow by themselves. */
    private static List<String> mappings(int pid) {
        return MapsParser.parse(ProcFile.read("/proc/" + pid + "/maps").orElseThrow()).stream()
                .filter(mapping -> !mapping.path().equals("[heap]"))
                .map(mapping ->
                        (mapping.path().equals("[stack]") ? "" : mapping.range().start() + "-")
                                + mapping.range().end() + " " + mapping.path())
                .toList();
    }

    private static long vdsoOwn(String smaps) {
        String vdso = smaps.substring(smaps.indexOf("[vdso]"));
        return Long.parseLong(line(vdso, "Anonymous:").replaceAll("\\D", ""));
    }

    private static long lastWord(int pid) {
        Mapping stack = MapsParser.parse(ProcFile.read("/proc/" + pid + "/maps").orElseThrow()).stream()
                .filter(mapping -> mapping.path().equals("[stack]"))
                .findFirst()
                .orElseThrow();
        try (ForcedMemory memory = ForcedMemory.open(pid)) {
            return memory.word(stack.range().end() - Long.BYTES);
        }
    }

    /** It is as it was, and goes on; nobody traces it. */
    void requireUnharmed(Target target, int pid, String after) {
        requireGoesOn(target, pid, after);
        Condition now = of(pid);
        assertThat(now.mappings).as("mappings " + after).isEqualTo(mappings);
        assertThat(now.withoutMappings()).as(after).isEqualTo(withoutMappings());
    }

    /** The same, but for that. */
    Condition withVdsoOwn(long kilobytes) {
        return new Condition(mappings, masks, children, descriptors, core, kilobytes, lastWord);
    }

    private Condition withoutMappings() {
        return new Condition(List.of(), masks, children, descriptors, core, vdsoOwn, lastWord);
    }

    /** It goes on, and noticed nothing. */
    static void requireGoesOn(Target target, int pid, String after) {
        target.awaitRounds();
        assertThat(target.wrong())
                .as("wrong things, first in line %s, %s", target.reason(), after)
                .isZero();
        assertThat(target.childEvents()).as("children that it saw " + after).isZero();
        for (int thread : ProcessTree.threads(pid)) {
            assertThat(TaskStatus.read(thread).map(TaskStatus::tracer).orElse(0))
                    .as("tracer of %s, %s", thread, after)
                    .isZero();
        }
    }
}
