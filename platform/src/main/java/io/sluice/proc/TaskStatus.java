package io.sluice.proc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What /proc/PID/status says of a process or thread (proc_pid_status(5)).
 *
 * @param pid its number here
 * @param name its command name
 * @param state its state, as one letter: R, S, D, T, t, Z, X, I
 * @param parent the process that made it, or that it was given to
 * @param tracer the thread that traces it; 0 when none does
 * @param user its effective user id
 * @param namespacePids its numbers, from the namespace of /proc inwards; at least one
 */
public record TaskStatus(
        int pid, String name, char state, int parent, int tracer, int user, List<Integer> namespacePids) {
    public TaskStatus {
        namespacePids = List.copyOf(namespacePids);
    }

    /** Whether it has exited and only waits for its parent to notice. */
    public boolean zombie() {
        return state == 'Z' || state == 'X';
    }

    /** Reads it; empty when it is gone. */
    public static Optional<TaskStatus> read(int pid) {
        return ProcFile.read("/proc/" + pid + "/status").map(text -> parse(pid, text));
    }

    static TaskStatus parse(int pid, ByteText text) {
        String name = "";
        char state = '?';
        int parent = 0;
        int tracer = 0;
        int user = 0;
        List<Integer> numbers = List.of(pid);
        while (!text.atEnd()) {
            if (text.accept("Name:\t")) {
                name = text.line();
            } else if (text.accept("State:\t")) {
                state = (char) text.next();
                text.skipLine();
            } else if (text.accept("PPid:\t")) {
                parent = (int) text.decimal();
            } else if (text.accept("TracerPid:\t")) {
                tracer = (int) text.decimal();
            } else if (text.accept("Uid:\t")) {
                text.decimal();
                user = (int) text.decimal();
                text.skipLine();
            } else if (text.accept("NSpid:\t")) {
                numbers = numbers(text);
            } else {
                text.skipLine();
            }
        }
        return new TaskStatus(pid, name, state, parent, tracer, user, numbers);
    }

    private static List<Integer> numbers(ByteText text) {
        List<Integer> numbers = new ArrayList<>();
        while (text.peek() >= '0' && text.peek() <= '9') {
            numbers.add((int) text.decimal());
        }
        return numbers;
    }
}
