package io.sluice.state.task;

import com.google.protobuf.ByteString;
import io.sluice.image.message.SignalEntry;
import io.sluice.image.message.SignalQueueEntry;
import io.sluice.state.StoppedTask;

/** The signals that wait for a thread, or for any thread of a process. */
final class SignalQueue {
    private SignalQueue() {}

    /** @param shared whether those that any thread of its process may take */
    static SignalQueueEntry of(StoppedTask task, int thread, boolean shared) {
        SignalQueueEntry.Builder queue = SignalQueueEntry.newBuilder();
        for (byte[] signal : task.ptrace().pendingSignals(thread, shared)) {
            if (signal[0] == Attributes.TRAP) {
                throw Attributes.trapped("thread " + thread + " of " + task.name());
            }
            queue.addSignals(SignalEntry.newBuilder().setSiginfo(ByteString.copyFrom(signal)));
        }
        return queue.build();
    }
}
