package io.sluice.testkit.proc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of /proc for one process. What is read of a running one is of no single instant. */
public record TaskFiles(long pid) {

    /** The process's folder. */
    public Path folder() {
        return Path.of("/proc", Long.toString(pid));
    }

    /** Whether a thread of it runs or is stopped; a zombie is neither. The first thread may end before the others. */
    public boolean alive() {
        try {
            return list(folder().resolve("task")).stream().anyMatch(TaskFiles::threadLives);
        } catch (UncheckedIOException gone) {
            return false;
        }
    }

    private static boolean threadLives(Path thread) {
        try {
            char state = stat(thread).get(0).charAt(0);
            return state != 'Z' && state != 'X';
        } catch (UncheckedIOException gone) {
            return false;
        }
    }

    /** The state's letter, as proc_pid_stat(5) has it. */
    public char state() {
        return stat().get(0).charAt(0);
    }

    /** The id of its session. */
    public long session() {
        return Long.parseLong(stat().get(3));
    }

    /** When it was started, in clock ticks since boot. */
    public long startTime() {
        return Long.parseLong(stat().get(19));
    }

    /** The fields of stat from the state on: index 0 is field 3 of the man page. */
    private List<String> stat() {
        return stat(folder());
    }

    private static List<String> stat(Path task) {
        String line = text(task.resolve("stat"));
        return List.of(line.substring(line.lastIndexOf(')') + 2).trim().split(" "));
    }

    /** A line of status, without its name. */
    public String status(String name) {
        return statusOf(folder().resolve("status"), name);
    }

    /** A line of the status of each thread, by thread id. */
    public Map<Long, String> threadStatus(String name) {
        Map<Long, String> found = new TreeMap<>();
        for (Path thread : list(folder().resolve("task"))) {
            found.put(Long.parseLong(thread.getFileName().toString()), statusOf(thread.resolve("status"), name));
        }
        return found;
    }

    private static String statusOf(Path file, String name) {
        return text(file)
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst()
                .orElse("");
    }

    /** Its ids, one a pid namespace, from this one inwards. */
    public List<Long> namespaceIds() {
        return Arrays.stream(status("NSpid").split("\\s+")).map(Long::parseLong).toList();
    }

    /** Its mappings, ascending. */
    public List<Mapping> mappings() {
        return text(folder().resolve("maps")).lines().map(Mapping::parse).toList();
    }

    /** Where its open descriptors lead, by number. */
    public Map<Integer, String> descriptors() {
        Map<Integer, String> found = new TreeMap<>();
        for (Path descriptor : list(folder().resolve("fd"))) {
            linkOf(descriptor)
                    .ifPresent(to ->
                            found.put(Integer.parseInt(descriptor.getFileName().toString()), to));
        }
        return found;
    }

    /** The processes that its threads started and that are still there. */
    public List<Long> children() {
        List<Long> found = new ArrayList<>();
        for (Path thread : list(folder().resolve("task"))) {
            new Scanner(text(thread.resolve("children")))
                    .tokens()
                    .map(Long::parseLong)
                    .forEach(found::add);
        }
        return found;
    }

    private List<Long> childrenOrNone() {
        try {
            return children();
        } catch (UncheckedIOException gone) {
            return List.of();
        }
    }

    /** It and all its descendants, parents first. */
    public List<TaskFiles> tree() {
        List<TaskFiles> found = new ArrayList<>(List.of(this));
        for (int i = 0; i < found.size(); i++) {
            found.get(i).childrenOrNone().forEach(child -> found.add(new TaskFiles(child)));
        }
        return found.stream().filter(TaskFiles::alive).toList();
    }

    /** All processes of a session, zombies too: their ids are not free. */
    public static List<TaskFiles> ofSession(long session) {
        List<TaskFiles> found = new ArrayList<>();
        for (Path folder : list(Path.of("/proc"))) {
            String name = folder.getFileName().toString();
            if (name.chars().allMatch(Character::isDigit)) {
                TaskFiles task = new TaskFiles(Long.parseLong(name));
                if (task.inSession(session)) {
                    found.add(task);
                }
            }
        }
        return found;
    }

    private boolean inSession(long session) {
        try {
            return session() == session;
        } catch (UncheckedIOException gone) {
            return false;
        }
    }

    private static Optional<String> linkOf(Path descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException closedMeanwhile) {
            return Optional.empty();
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
