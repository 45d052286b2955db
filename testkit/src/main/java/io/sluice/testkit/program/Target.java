package io.sluice.testkit.program;

import io.sluice.testkit.proc.TaskFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A running session of processes, of which one is the root of the tree to dump. */
public class Target {
    private final long session;
    private final long pid;
    private final Path log;

    Target(long session, long pid, Path log) {
        this.session = session;
        this.pid = pid;
        this.log = log;
    }

    /** The root's id, as this process sees it. */
    public final long pid() {
        return pid;
    }

    /** What the kernel says about the root. */
    public final TaskFiles files() {
        return new TaskFiles(pid);
    }

    /** Where its output goes. */
    public final Path log() {
        return log;
    }

    /** Whether the root runs or is stopped. */
    public final boolean alive() {
        return files().alive();
    }

    /** Stops every process of the tree, also those that appear meanwhile, and waits until all are stopped. */
    public final void stop() {
        Waiting.until(this::stopOnce, () -> "the tree of " + pid + " does not stop");
    }

    private boolean stopOnce() {
        List<TaskFiles> running =
                files().tree().stream().filter(task -> !stopped(task)).toList();
        if (running.isEmpty()) {
            return files().tree().stream().allMatch(Target::stopped);
        }
        signal("STOP", running);
        return false;
    }

    private static boolean stopped(TaskFiles task) {
        try {
            return task.threadStatus("State").values().stream().allMatch(state -> state.startsWith("T"));
        } catch (java.io.UncheckedIOException gone) {
            return !task.alive();
        }
    }

    /** Lets every process of the tree go on. */
    public final void resume() {
        signal("CONT", files().tree());
    }

    /** Kills tree and session, and waits until nothing of them lives. Their ids may be taken still, see {@link #forget}. */
    public final void kill() {
        end();
    }

    private Set<TaskFiles> end() {
        Set<TaskFiles> members = new HashSet<>(files().tree()); // a child may lead a session of its own
        Waiting.until(
                () -> {
                    members.addAll(ofSession());
                    List<TaskFiles> left =
                            members.stream().filter(TaskFiles::alive).toList();
                    signal("KILL", left);
                    return left.isEmpty();
                },
                () -> "session " + session + " does not die");
        return members;
    }

    /** Kills it, and waits until its ids are free for a restore; what was restored is reaped by init, which may take seconds. */
    public final void forget() {
        Set<TaskFiles> members = end();
        Waiting.until(
                () -> ofSession().isEmpty() && members.stream().noneMatch(member -> Files.exists(member.folder())),
                () -> "nobody reaps session " + session);
    }

    /** All processes of its session, also those that have ended and nobody has reaped yet. */
    public final List<TaskFiles> ofSession() {
        return TaskFiles.ofSession(session);
    }

    private static void signal(String name, List<TaskFiles> tasks) {
        if (!tasks.isEmpty()) {
            String pids = tasks.stream().map(task -> Long.toString(task.pid())).collect(Collectors.joining(" "));
            Command.of("sh", "-c", "kill -" + name + " " + pids + " 2>/dev/null || true")
                    .run();
        }
    }
}
