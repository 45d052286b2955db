package io.sluice.kernel;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;

/** What differs between processors. Everything else in Sluice is the same on all of them. */
public interface Architecture {

    /** The number of a system call. */
    int number(SystemCall call);

    /** The {@code e_machine} of its native programs (elf(5)). */
    int elfMachine();

    /** Whether the call of that number makes a task, so that its caller may be waiting in a vfork. */
    boolean makesTask(long number);

    /**
     * The architecture that this machine runs.
     *
     * @throws SluiceException on one that Sluice does not know
     */
    static Architecture current() {
        String name = System.getProperty("os.arch");
        if (name.equals("amd64") || name.equals("x86_64")) {
            return X86_64.INSTANCE;
        }
        throw new SluiceException(
                ErrorCode.KERNEL, "Sluice does not know the architecture " + name, "run it on x86-64 Linux");
    }
}
