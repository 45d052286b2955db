package io.sluice.state.task;

import io.sluice.image.message.SignalActionEntry;
import io.sluice.kernel.Architecture.Call;
import io.sluice.state.StoppedTask;
import io.sluice.trace.shadow.StoppedCalls;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a process does at each signal (rt_sigaction(2)). */
final class SignalActions {
    private static final int SIGNALS = 64;
    private static final int KILL = 9;
    private static final int STOP = 19;
    private static final int MASK_BYTES = 8;
    /** struct kernel_sigaction: handler, flags, restorer, mask. */
    private static final int BYTES = 32;

    private SignalActions() {}

    /** Those of all signals but the two that have none. */
    static List<SignalActionEntry> of(StoppedTask task) {
        StoppedCalls calls = task.calls();
        List<long[]> asked = IntStream.rangeClosed(1, SIGNALS)
                .filter(SignalActions::has)
                .mapToObj(signal -> new long[] {signal, 0, calls.room() + at(signal), MASK_BYTES})
                .toList();
        calls.all(Call.RT_SIGACTION, asked).forEach(result -> calls.ofProcess().required(Call.RT_SIGACTION, result));
        ByteBuffer answered = ByteBuffer.wrap(calls.answered(at(SIGNALS + 1))).order(ByteOrder.nativeOrder());
        List<SignalActionEntry> actions = new ArrayList<>();
        for (int signal = 1; signal <= SIGNALS; signal++) {
            if (has(signal)) {
                actions.add(entry(answered.position(at(signal))));
            }
        }
        return actions;
    }

    private static boolean has(int signal) {
        return signal != KILL && signal != STOP;
    }

    private static int at(int signal) {
        return (signal - 1) * BYTES;
    }

    private static SignalActionEntry entry(ByteBuffer action) {
        return SignalActionEntry.newBuilder()
                .setSigaction(action.getLong())
                .setFlags(action.getLong())
                .setRestorer(action.getLong())
                .setMask(action.getLong())
                .setCompatSigaction(false)
                .build();
    }
}
