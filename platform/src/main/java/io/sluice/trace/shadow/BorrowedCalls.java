package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture;
import io.sluice.kernel.Architecture.Call;

/** Calls that a borrowed thread makes itself, one by one, each behind the stub. */
record BorrowedCalls(BorrowedThread thread) implements SystemCalls {

    @Override
    public long attempt(Call call, long... arguments) {
        return thread.call(false, Architecture.current().number(call), arguments);
    }

    @Override
    public String describe(Call call) {
        return call + " by the borrowed thread " + thread.thread();
    }
}
