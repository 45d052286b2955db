package io.sluice.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.kernel.ProcessMemory;
import io.sluice.spi.memory.PageRange;
import io.sluice.spi.memory.ReadResult;
import io.sluice.spi.memory.ReadResult.Ending;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A running target program. It is started through a shell that leaves it behind: a child of Java's would have its stops
 * taken by the thread that waits for children.
 */
public final class Target implements AutoCloseable {
    private static final int PAGE = 4096;
    private static final int ROUNDS = 12;
    private static final int KINDS = 28;
    private static final int REASON = 29;
    private static final int LONGEST_WAIT_MILLIS = 10_000;
    private final int pid;
    private final long facts;

    private Target(int pid, long facts) {
        this.pid = pid;
        this.facts = facts;
    }

    /** Starts target.c with these arguments and waits until it is ready. */
    public static Target start(String... arguments) {
        List<String> command = new ArrayList<>(List.of(CProgram.of("target").toString()));
        command.addAll(List.of(arguments));
        return start(command, true);
    }

    /** Starts unharmed.c with these arguments and waits until it is ready. */
    public static Target startUnharmed(String... arguments) {
        List<String> command = new ArrayList<>(List.of(CProgram.of("unharmed").toString()));
        command.addAll(List.of(arguments));
        return start(command, true);
    }

    /** Starts any program, which says nothing. */
    public static Target startSilent(Path program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return start(command, false);
    }

    private static Target start(List<String> program, boolean speaks) {
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "setsid \"$@\" 2>/dev/null & echo $!; read line", "sh"));
        command.addAll(program);
        try {
            Process shell = new ProcessBuilder(command).start();
            BufferedReader output = shell.inputReader(StandardCharsets.US_ASCII);
            String first = output.readLine();
            String second = speaks ? output.readLine() : "ready 0";
            boolean shellFirst = !first.startsWith("ready "); // the shell and the program speak in any order
            int pid = Integer.parseInt(shellFirst ? first : second);
            String answer = shellFirst ? second : first;
            assertThat(answer).startsWith("ready ");
            shell.getOutputStream().close(); // now the shell may go; when it does, Java closes the pipe
            shell.waitFor();
            return new Target(pid, Long.parseLong(answer.substring(6), 16));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its process. */
    public int pid() {
        return pid;
    }

    /** What its threads have counted. */
    public long beats() {
        return fact(0);
    }

    /** How often it has handled SIGUSR1. */
    public long signals() {
        return fact(1);
    }

    /** What it was told of its child. */
    public long childEvents() {
        return fact(2);
    }

    /** How often something in it was not as it should be. */
    public long wrong() {
        return fact(3);
    }

    /** An address, or another number, that the mode puts there. */
    public long address(int index) {
        return fact(4 + index);
    }

    /** What each kind of thread of unharmed.c has counted. */
    public List<Long> rounds() {
        List<Long> rounds = new ArrayList<>();
        for (int i = 0; i < fact(KINDS); i++) {
            rounds.add(fact(ROUNDS + i));
        }
        return rounds;
    }

    /** The line of unharmed.c that was wrong first; 0 when none was. */
    public long reason() {
        return fact(REASON);
    }

    /** Waits until threads of each kind have counted on. */
    public void awaitRounds() {
        List<Long> before = rounds();
        await("threads of every kind going on, of " + before, () -> {
            List<Long> now = rounds();
            for (int i = 0; i < now.size(); i++) {
                if (now.get(i) < before.get(i) + 2) {
                    return false;
                }
            }
            return true;
        });
    }

    private long fact(int index) {
        int living = living();
        try (ProcessMemory memory = ProcessMemory.open(living)) {
            ByteBuffer page = ByteBuffer.allocateDirect(PAGE).order(ByteOrder.nativeOrder());
            ReadResult read = memory.read(List.of(new PageRange(facts, facts + PAGE)), page);
            assertThat(read.ending()).isEqualTo(Ending.COMPLETE);
            return page.getLong(index * Long.BYTES);
        }
    }

    /** A thread that has memory: the first one may have exited. */
    private int living() {
        String[] threads = new java.io.File("/proc/" + pid + "/task").list();
        assertThat(threads).as("process %s lives", pid).isNotNull();
        for (String thread : threads) {
            char state = state(Integer.parseInt(thread));
            if (state != 'Z' && state != 'X' && state != '?') {
                return Integer.parseInt(thread);
            }
        }
        return pid;
    }

    /** The state of a process or thread, as one letter; {@code ?} when it is gone. */
    public static char state(int pid) {
        return io.sluice.proc.TaskStatus.read(pid)
                .map(io.sluice.proc.TaskStatus::state)
                .orElse('?');
    }

    /** Sends a signal to its process, as kill(1) does. */
    public void signal(String name) {
        signal(name, pid);
    }

    /** Sends a signal to a process, or with a negative number to a group. */
    public static void signal(String name, int to) {
        try {
            new ProcessBuilder("kill", "-" + name, "--", String.valueOf(to))
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for something that is bound to happen. */
    public static void await(String what, BooleanSupplier happened) {
        long end = System.nanoTime() + LONGEST_WAIT_MILLIS * 1_000_000L;
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("%s within %s ms", what, LONGEST_WAIT_MILLIS)
                    .isLessThan(end);
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits until its threads have counted on. */
    public void awaitBeats() {
        long before = beats();
        await("a beat of process " + pid, () -> beats() > before + 10);
    }

    /** Kills it and all that it made. */
    @Override
    public void close() {
        signal("KILL", -pid);
    }
}
