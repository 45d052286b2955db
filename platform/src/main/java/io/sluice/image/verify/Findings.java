package io.sluice.image.verify;

import io.sluice.control.Control;
import io.sluice.control.Progress;
import java.util.ArrayList;
import java.util.List;

/** Gathers what a check finds, and tells how far it is. For one thread, but for {@link #read}. */
final class Findings {
    /** The most problems that are kept. */
    static final int MOST = 1000;

    private static final String STAGE = "verifying";

    private final Control control;
    private final List<SetReport> sets = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private boolean more;
    private long bytes;
    private long expected;

    Findings(Control control) {
        this.control = control;
    }

    void add(Problem problem) {
        if (problems.size() < MOST) {
            problems.add(problem);
        } else {
            more = true;
        }
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    void looked(SetReport set) {
        sets.add(set);
    }

    /** So many bytes more are known to be read. */
    synchronized void expect(long count) {
        expected += count;
    }

    /** So many bytes more were read. Ends the request if it was cancelled. Any thread. */
    synchronized void read(long count) {
        bytes += count;
        control.check(STAGE);
        control.progress(new Progress(STAGE, bytes, Math.max(bytes, expected)));
    }

    synchronized long bytes() {
        return bytes;
    }

    int problems() {
        return problems.size();
    }

    VerifyReport report() {
        return new VerifyReport(sets, bytes, problems, more, warnings);
    }
}
