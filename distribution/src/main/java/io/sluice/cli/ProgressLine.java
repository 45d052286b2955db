package io.sluice.cli;

import io.sluice.control.Progress;
import io.sluice.control.ProgressListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;

/** One line at a terminal that tells how far a request is: stage, bar, rate, time left. Drawn ten times a second. */
final class ProgressLine implements ProgressListener, AutoCloseable {
    private static final long PAUSE = Duration.ofMillis(100).toNanos();
    private static final int BAR = 24;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter terminal;
    private final ReentrantLock drawing = new ReentrantLock();
    private String stage = "";
    private long began;
    private long drawn;
    private boolean visible;

    ProgressLine(PrintWriter terminal) {
        this.terminal = terminal;
    }

    @Override
    public void on(Progress progress) {
        // Who comes while another draws has nothing new to show.
        if (!drawing.tryLock()) {
            return;
        }
        try {
            long now = System.nanoTime();
            if (!progress.stage().equals(stage)) {
                stage = progress.stage();
                began = now;
            }
            if (!visible || now - drawn >= PAUSE) {
                draw(progress, now);
            }
        } finally {
            drawing.unlock();
        }
    }

    /** Leaves the line empty. */
    @Override
    public void close() {
        drawing.lock();
        try {
            if (visible) {
                terminal.print(CLEAR);
                terminal.flush();
                visible = false;
            }
        } finally {
            drawing.unlock();
        }
    }

    private void draw(Progress progress, long now) {
        drawn = now;
        visible = true;
        terminal.print(CLEAR + text(progress, Duration.ofNanos(now - began)));
        terminal.flush();
    }

    /** The line, of a stage that has lasted so long. */
    static String text(Progress progress, Duration lasted) {
        if (progress.total() <= 0) {
            return progress.stage() + (progress.done() > 0 ? "  " + Amount.bytes(progress.done()) : "");
        }
        double part = Math.min(1, (double) progress.done() / progress.total());
        int full = (int) (part * BAR);
        return String.format(
                Locale.ROOT,
                "%s  [%s%s] %3.0f %%  %s of %s  %s%s",
                progress.stage(),
                "#".repeat(full),
                ".".repeat(BAR - full),
                100 * part,
                Amount.bytes(progress.done()),
                Amount.bytes(progress.total()),
                Amount.rate(progress.done(), lasted),
                left(part, lasted));
    }

    private static String left(double part, Duration lasted) {
        if (part <= 0) {
            return "";
        }
        long seconds = Math.round(lasted.toNanos() / 1e9 * (1 - part) / part);
        return String.format(Locale.ROOT, "  %d:%02d left", seconds / 60, seconds % 60);
    }
}
