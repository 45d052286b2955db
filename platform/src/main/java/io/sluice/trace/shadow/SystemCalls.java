package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture.Call;
import io.sluice.kernel.Errno;
import io.sluice.kernel.KernelException;

/** System calls that are made in a target. */
public interface SystemCalls {

    /**
     * Makes one call and waits for its result.
     *
     * @param arguments six at the most; addresses are the target's
     * @return what the kernel answered: from -4095 to -1 a negative errno
     * @throws ShadowException when no calls can be made any more
     */
    long attempt(Call call, long... arguments);

    /** What to call it in messages. */
    String describe(Call call);

    /**
     * As {@link #attempt}, for a call that has to succeed.
     *
     * @throws KernelException with the errno when it does not
     */
    default long call(Call call, long... arguments) {
        return required(call, attempt(call, arguments));
    }

    /** A result, if the call succeeded; else the failure is thrown. */
    default long required(Call call, long result) {
        if (failed(result)) {
            throw new KernelException(new Errno((int) -result), describe(call));
        }
        return result;
    }

    /** Whether a result is a negative errno. */
    static boolean failed(long result) {
        return result < 0 && result >= -4095;
    }

    /**
     * Opens a userfaultfd of the target's memory; answers its number there, or a negative errno. Without CAP_SYS_PTRACE in the
     * target the kernel gives one that serves only user mode (userfaultfd(2)), which is all that write-protection needs.
     */
    default long openUserFault() {
        long closedOnExecNoBlock = 0_2000000 | 0_4000;
        long userModeOnly = 1;
        long number = attempt(Call.USERFAULTFD, closedOnExecNoBlock);
        return number == -Errno.EPERM.number() ? attempt(Call.USERFAULTFD, closedOnExecNoBlock | userModeOnly) : number;
    }
}
