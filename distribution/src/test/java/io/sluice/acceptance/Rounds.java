package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.image.Truth;
import io.sluice.testkit.program.Command;
import io.sluice.testkit.program.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A chain of pre-dumps of one target, each in a folder of its own beside the others. */
final class Rounds {
    private final Path folder;
    private final Target target;
    private final List<Path> sets = new ArrayList<>();
    private Way way;

    Rounds(Path folder, Target target) {
        this(folder, target, Way.HASH_READ);
    }

    Rounds(Path folder, Target target, Way way) {
        this.way = way;
        this.folder = folder;
        this.target = target;
        folder.toFile().mkdirs();
    }

    /** The folder that the next round goes to. */
    Path upcoming() {
        return folder.resolve(Integer.toString(sets.size() + 1));
    }

    /** The arguments of the next round. */
    String[] arguments() {
        return argumentsTo(upcoming());
    }

    /** The arguments of a round into another place, with the same parent. */
    String[] argumentsTo(Path where) {
        List<String> words =
                new ArrayList<>(List.of("pre-dump", "-t", Long.toString(target.pid()), "-D", where.toString()));
        words.addAll(way.words(folder));
        if (!sets.isEmpty()) {
            Path parent = where.getParent().equals(folder) ? Path.of("..").resolve(last().getFileName()) : last();
            words.addAll(List.of("--prev-images-dir", parent.toString()));
        }
        return words.toArray(String[]::new);
    }

    /** Makes the next rounds another way. */
    void goOn(Way other) {
        way = other;
    }

    /** Has everything that stayed taken out of the target, and sees that nothing is left. */
    void release() {
        Sluice.run("release", Long.toString(target.pid())).succeeded();
        Command.Outcome shown = Sluice.run("show", "--target", Long.toString(target.pid()));
        assertThat(shown.succeeded().out()).contains("nothing of Sluice");
    }

    /** Runs the next round, which must succeed. */
    Path next() {
        Command.Outcome outcome = Sluice.run(arguments());
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        return succeeded();
    }

    /** Notes that the next round was committed. */
    Path succeeded() {
        sets.add(upcoming());
        return last();
    }

    /** The newest set. */
    Path last() {
        return sets.get(sets.size() - 1);
    }

    /** All sets, the oldest first. */
    List<Path> sets() {
        return List.copyOf(sets);
    }

    /** Runs the next round while the target is stopped and compares every byte of the tree; then lets it go on. */
    void nextAndCompare(String seed) {
        target.stop();
        next();
        assertEqualsMemory(seed);
        target.resume();
    }

    /** Ends the chain with a dump that leaves the target running, or as here: stopped, so that its memory can be compared. */
    void dumpAndCompare(String seed) {
        String[] words = arguments();
        words[0] = "dump";
        target.stop();
        Sluice.run(Stream.concat(Stream.of(words), Stream.of("--leave-running")).toArray(String[]::new))
                .succeeded();
        succeeded();
        assertEqualsMemory(seed);
        target.resume();
    }

    /** The stopped target's memory is what a restore of the newest set would give. */
    void assertEqualsMemory(String seed) {
        Truth.Findings findings = Truth.compare(target.files(), last());
        assertThat(findings.differences()).as(last() + " " + seed).isEmpty();
        assertThat(findings.listed()).as("pages listed in " + last()).isPositive();
    }
}
