package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.image.ImageChain;
import io.sluice.testkit.image.ImageFile;
import io.sluice.testkit.image.Instants;
import io.sluice.testkit.image.Message;
import io.sluice.testkit.proc.Mapping;
import io.sluice.testkit.proc.TaskFiles;
import io.sluice.testkit.program.Sequence;
import io.sluice.testkit.program.Target;
import io.sluice.testkit.program.Targets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The set of a dump holds one instant of a tree that goes on writing on all processors. */
class OneInstantIT {
    private static final int PAGE = 4096;
    private static final int PAGES = 1024;
    /** The number of the field of mm.img. */
    private static final int MAPPINGS = 14;

    @AutoClose
    private final Targets targets = Targets.create();

    @ParameterizedTest
    @ValueSource(strings = {"fork", "read"})
    void whatIsDumpedWasThereAtOnce(String drain) throws IOException {
        Sequence sequence = targets.sequence(PAGES);
        TaskFiles task = sequence.target().files();
        Set<String> before = mappings(task);
        List<String> flags = flags(task);
        for (int dump = 0; dump < Form.count(drain.equals("fork") ? 3 : 1, 50); dump++) {
            Path set = targets.folder().resolve(drain + "-" + dump);
            dump(sequence.target(), set, drain);
            assertThat(Instants.doubts(sequence, set)).as(set.toString()).isEmpty();
            assertThat(mapped(set, task.pid())).as("mappings in " + set).isEqualTo(before);
            assertThat(mappings(task)).as("mappings of the target").isEqualTo(before);
            assertThat(flags(task)).as("flags of mappings of the target").isEqualTo(flags);
            assertVdsoIsClean(task, set);
        }
    }

    /** On top of a tracked chain just what has changed is read in the stop, or moved, or all is copied: by how much that is. */
    @Test
    void soIsWhatAddsToATrackedChain() throws IOException {
        Sequence sequence = targets.sequence(PAGES);
        String pid = Long.toString(sequence.target().pid());
        Path first = targets.folder().resolve("0");
        Sluice.run("pre-dump", "-t", pid, "-D", first.toString(), "--track-mem").succeeded();
        for (int dump = 1; dump <= Form.count(3, 50); dump++) {
            Path set = targets.folder().resolve(Integer.toString(dump));
            Sluice.run(
                            "dump",
                            "--leave-running",
                            "--track-mem",
                            "-t",
                            pid,
                            "-D",
                            set.toString(),
                            "--prev-images-dir",
                            "../" + (dump - 1))
                    .succeeded();
            assertThat(Instants.doubts(sequence, set)).as(set.toString()).isEmpty();
            assertVdsoIsClean(sequence.target().files(), set);
        }
    }

    /** So that the doubts of {@link #whatIsDumpedWasThereAtOnce} are seen to rise: a pre-dump is of no instant. */
    @Test
    void aPreDumpIsOfNoInstant() throws IOException {
        Sequence sequence = targets.sequence(PAGES);
        Path config = Files.writeString(targets.folder().resolve("config.yaml"), "tracker: none\n");
        Path set = targets.folder().resolve("set");
        String pid = Long.toString(sequence.target().pid());
        Sluice.run("pre-dump", "-t", pid, "-D", set.toString(), "--config", config.toString())
                .succeeded();
        assertThat(Instants.doubts(sequence, set)).isNotEmpty();
    }

    private void dump(Target target, Path set, String drain) throws IOException {
        Path config = Files.writeString(
                targets.folder().resolve("config.yaml"),
                "drain-running: " + drain + "\nsink: {use: directory, durability: none}\n");
        String pid = Long.toString(target.pid());
        Sluice.run("dump", "-t", pid, "-D", set.toString(), "--leave-running", "--config", config.toString())
                .succeeded();
    }

    /** What a task has mapped, but the page of old system calls. */
    private static Set<String> mappings(TaskFiles task) {
        NavigableMap<Long, Long> ends = new TreeMap<>();
        task.mappings().stream()
                .filter(mapping -> !mapping.path().equals("[vsyscall]"))
                .forEach(mapping -> ends.put(mapping.start(), mapping.end()));
        return joined(ends);
    }

    /** What the image of a task's mappings has. */
    private static Set<String> mapped(Path set, long pid) throws IOException {
        Message image =
                ImageFile.read(set.resolve("mm-" + pid + ".img")).messages().get(0);
        NavigableMap<Long, Long> ends = new TreeMap<>();
        image.fields().stream()
                .filter(field -> field.number() == MAPPINGS)
                .map(field -> Message.parse(field.bytes()))
                .forEach(entry ->
                        ends.put(entry.number(1).orElseThrow(), entry.number(2).orElseThrow()));
        return joined(ends);
    }

    /** Some neighbours are one in images. The last one, the stack, grows by itself. */
    private static Set<String> joined(NavigableMap<Long, Long> ends) {
        long stack = ends.lastKey();
        Set<String> found = new TreeSet<>();
        for (Long start = ends.firstKey(); start != null; start = ends.higherKey(start)) {
            long end = ends.get(start);
            while (ends.containsKey(end)) {
                end = ends.remove(end);
            }
            found.add((start == stack ? "stack" : Long.toHexString(start)) + "-" + Long.toHexString(end));
        }
        return found;
    }

    private static List<String> flags(TaskFiles task) throws IOException {
        try (var lines = Files.lines(task.folder().resolve("smaps"))) {
            return lines.filter(line -> line.startsWith("VmFlags")).toList();
        }
    }

    /** It is as in this process, which nobody touches. */
    private static void assertVdsoIsClean(TaskFiles task, Path set) throws IOException {
        TaskFiles untouched = new TaskFiles(ProcessHandle.current().pid());
        Mapping vdso = vdso(task);
        long other = vdso(untouched).start();
        try (ImageChain chain = new ImageChain(set);
                var memory = Files.newByteChannel(untouched.folder().resolve("mem"))) {
            for (long at = 0; at < vdso.end() - vdso.start(); at += PAGE) {
                ByteBuffer page = ByteBuffer.allocate(PAGE);
                memory.position(other + at).read(page);
                assertThat(chain.page("pagemap-" + task.pid() + ".img", vdso.start() + at))
                        .as("page " + at + " of the vdso in " + set)
                        .contains(page.flip());
            }
        }
    }

    private static Mapping vdso(TaskFiles task) {
        return task.mappings().stream()
                .filter(mapping -> mapping.path().equals("[vdso]"))
                .findFirst()
                .orElseThrow();
    }
}
