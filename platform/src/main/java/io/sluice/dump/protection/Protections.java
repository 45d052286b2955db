package io.sluice.dump.protection;

import io.sluice.kernel.KernelException;
import io.sluice.kernel.OpenFile;
import io.sluice.kernel.ProcessMemory;
import io.sluice.kernel.ProtectionTrial;
import io.sluice.kernel.UserFault;
import io.sluice.kernel.WrittenPages;
import io.sluice.proc.TaskIdentity;
import io.sluice.spi.Availability;
import io.sluice.spi.ComponentException;
import java.util.Optional;

/**
 * Lends the write-protection of tasks, round by round. Usable from any thread.
 *
 * @param calls what makes userfaultfds in tasks
 * @param logs what remembers rounds
 */
public record Protections(TargetCalls calls, RoundLogs logs) implements AutoCloseable {

    /** None, for any task. */
    public static Protections none() {
        return inMemory(TargetCalls.NONE);
    }

    /** Those that stay in the tasks. */
    public static Protections inTasks() {
        InTask both = new InTask();
        return new Protections(both, both);
    }

    /** Those that only this Sluice holds, until it ends. */
    public static Protections inSluice() {
        return inMemory(new InSluice());
    }

    /** With rounds that are remembered as long as this lives. */
    public static Protections inMemory(TargetCalls calls) {
        return new Protections(calls, new MemoryRoundLogs());
    }

    /** Whether this kernel allows it, found by a trial on memory of our own. */
    public static Availability availability() {
        try {
            ProtectionTrial.run();
            return Availability.works();
        } catch (KernelException e) {
            return new Availability.Missing(
                    "this kernel does not note writes as it must: " + e.getMessage(), "use the tracker hash");
        }
    }

    /**
     * Lends that of a task, for one round; it is given back by being closed.
     *
     * @return empty where no calls can be made in tasks
     * @throws ComponentException when the task or the kernel do not allow it, or when another round has it
     */
    public Optional<TaskProtection> lend(ProtectedTask task) throws ComponentException {
        Optional<OpenFile> file = calls.userfaultfd(task);
        return file.isEmpty() ? Optional.empty() : Optional.of(lend(task, file.get()));
    }

    /** Why the memory of a process cannot be protected; empty when it can, and what that took is kept for its rounds. */
    public Optional<String> refusal(int pid) {
        try (ProcessMemory memory = ProcessMemory.open(pid)) {
            Optional<TaskIdentity> task = TaskIdentity.read(pid, memory);
            if (task.isEmpty()) {
                return Optional.of("there is no process " + pid);
            }
            ProtectedTask known =
                    new ProtectedTask(pid, task.get().startTicks(), task.get().program());
            Optional<OpenFile> file = calls.userfaultfd(known);
            file.ifPresent(OpenFile::close);
            return file.isPresent() ? Optional.empty() : Optional.of("no calls can be made in process " + pid);
        } catch (KernelException | ComponentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private TaskProtection lend(ProtectedTask task, OpenFile file) throws ComponentException {
        RoundLog log = lendLog(task, file);
        try {
            UserFault fault = UserFault.of(file);
            TaskProtection protection = new TaskProtection(task.pid(), fault, openPages(task, fault), log);
            protection.prepare();
            return protection;
        } catch (KernelException e) {
            log.close();
            throw new ComponentException(
                    "the memory of process " + task.pid() + " cannot be write-protected: " + e.getMessage(),
                    "use another tracker",
                    e);
        }
    }

    private RoundLog lendLog(ProtectedTask task, OpenFile file) throws ComponentException {
        try {
            return logs.lend(task);
        } catch (ComponentException e) {
            file.close();
            throw e;
        }
    }

    private static WrittenPages openPages(ProtectedTask task, UserFault fault) {
        try {
            return WrittenPages.open(task.pid());
        } catch (KernelException e) {
            fault.close();
            throw e;
        }
    }

    /** Gives up what is held of tasks between rounds; what stays in tasks stays. */
    @Override
    public void close() {
        calls.close();
    }
}
