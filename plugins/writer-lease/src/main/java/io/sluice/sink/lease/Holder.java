package io.sluice.sink.lease;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * A writer, as others can know it. A process is known by its pid and start time (proc_pid_stat(5)), a machine by the identity
 * of its boot, a container by its namespace of pids (pid_namespaces(7)).
 *
 * @param id of this one set in the making: a UUID in lower case
 * @param boot the boot of the machine
 * @param namespace the namespace in which {@code pid} is meant
 * @param started in clock ticks after the boot
 */
public record Holder(String id, String boot, String namespace, long pid, long started) {
    private static final String FORM = "sluice-writer-1";
    private static final int FIELDS = 6;
    /** The start time among the fields behind the name of the program, which may have blanks. */
    private static final int START_TIME = 19;

    private static final Path PROC = Path.of("/proc");

    /** This process, beginning a set. */
    public static Holder self() throws IOException {
        long pid = ProcessHandle.current().pid();
        return new Holder(UUID.randomUUID().toString(), thisBoot(), thisNamespace(), pid, started(pid));
    }

    /** As it is kept in the store: one line. */
    public String text() {
        return String.join(" ", FORM, id, boot, namespace, Long.toString(pid), Long.toString(started)) + "\n";
    }

    /** Reads what {@link #text} wrote; empty when it is something else. */
    public static Optional<Holder> parse(String text) {
        String[] fields = text.strip().split(" ", -1);
        if (fields.length != FIELDS || !fields[0].equals(FORM)) {
            return Optional.empty();
        }
        try {
            String id = UUID.fromString(fields[1]).toString();
            long pid = Long.parseLong(fields[4]);
            return Optional.of(new Holder(id, fields[2], fields[3], pid, Long.parseLong(fields[5])));
        } catch (IllegalArgumentException torn) {
            return Optional.empty();
        }
    }

    /** Whether it lives, as far as this process can see. */
    public Fate fate() throws IOException {
        if (!boot.equals(thisBoot()) || !namespace.equals(thisNamespace())) {
            return Fate.ELSEWHERE;
        }
        try {
            return started(pid) == started ? Fate.LIVING : Fate.DEAD;
        } catch (IOException ended) {
            return Fate.DEAD;
        }
    }

    private static String thisBoot() throws IOException {
        return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
    }

    private static String thisNamespace() throws IOException {
        return Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
    }

    private static long started(long pid) throws IOException {
        String status = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
        return Long.parseLong(status.substring(status.lastIndexOf(')') + 2).split(" ", -1)[START_TIME]);
    }
}
