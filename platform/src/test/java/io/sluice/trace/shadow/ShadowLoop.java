package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture.Call;

/** A program that makes shadows in a process, has them make calls, and has them leave, until it is killed. */
public final class ShadowLoop {
    private static final int CALLS = 200;

    private ShadowLoop() {}

    /** Takes the process. Says {@code in} when it has had one. */
    public static void main(String[] arguments) {
        int pid = Integer.parseInt(arguments[0]);
        for (int i = 0; ; i++) {
            try (Shadow shadow = Shadow.in(pid)) {
                for (int call = 0; call < CALLS; call++) {
                    shadow.attempt(Call.GETPID);
                }
            }
            HeldCalls.in(pid, calls -> calls.call(Call.GETPID));
            if (i == 0) {
                System.out.println("in");
            }
        }
    }
}
