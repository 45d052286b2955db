package io.sluice.state.task;

import com.google.protobuf.ByteString;
import io.sluice.image.message.SignalEntry;
import io.sluice.image.message.SignalQueueEntry;
import io.sluice.kernel.Ptrace;

/** The signals that wait for a thread, or for any thread of a process. */
final class SignalQueue {
    private SignalQueue() {}

    static SignalQueueEntry of(Ptrace ptrace, int thread, boolean shared) {
        SignalQueueEntry.Builder queue = SignalQueueEntry.newBuilder();
        for (byte[] signal : ptrace.pendingSignals(thread, shared)) {
            queue.addSignals(SignalEntry.newBuilder().setSiginfo(ByteString.copyFrom(signal)));
        }
        return queue.build();
    }
}
