package io.sluice.benchmark.subject;

import java.util.List;

/** The {@code gcore} of gdb: a core file, with the target stopped for all of the copying. */
final class Gcore implements Subject {
    @Override
    public String name() {
        return "gcore";
    }

    @Override
    public List<String> command(Visit visit) {
        return List.of("gcore", "-o", visit.set().resolve("core").toString(), Long.toString(visit.pid()));
    }

    @Override
    public boolean chains() {
        return false;
    }
}
