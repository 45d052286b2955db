package io.sluice.benchmark.subject;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real CRIU: a pre-dump where the kernel lets it, or a whole dump that leaves the target running. */
final class CriuSubject implements Subject {
    private final Path program;
    private final String name;
    private final List<String> action;
    private final boolean chains;

    private CriuSubject(Path program, String name, List<String> action, boolean chains) {
        this.program = program;
        this.name = name;
        this.action = action;
        this.chains = chains;
    }

    /** Its {@code pre-dump} in the mode {@code read} or {@code splice}. */
    static CriuSubject preDump(Path program, String mode) {
        return new CriuSubject(program, "criu-" + mode, List.of("pre-dump", "--pre-dump-mode", mode), true);
    }

    /** Its {@code dump --leave-running}, which stops the target for all of the copying. */
    static CriuSubject dump(Path program) {
        return new CriuSubject(program, "criu-dump", List.of("dump", "--leave-running"), false);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> command(Visit visit) {
        List<String> words = new ArrayList<>(List.of(program.toString()));
        words.addAll(action);
        words.addAll(List.of(
                "--tree",
                Long.toString(visit.pid()),
                "--images-dir",
                visit.set().toString()));
        words.addAll(List.of("--log-file", "criu.log", "-v1"));
        if (visit.later() && chains) {
            words.addAll(List.of("--prev-images-dir", "../" + visit.previous().getFileName()));
        }
        return words;
    }

    @Override
    public boolean chains() {
        return chains;
    }
}
