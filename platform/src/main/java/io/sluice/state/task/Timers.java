package io.sluice.state.task;

import io.sluice.image.message.IntervalTimerEntry;
import io.sluice.image.message.PosixTimerEntry;
import io.sluice.image.message.TimersEntry;
import io.sluice.kernel.Architecture.Call;
import io.sluice.proc.ProcFile;
import io.sluice.state.StoppedTask;
import io.sluice.trace.shadow.StoppedCalls;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The timers of a process: setitimer(2) and timer_create(2). */
final class Timers {
    private static final int REAL = 0;
    private static final int VIRTUAL = 1;
    private static final int PROFILING = 2;
    private static final int NOTIFY_THREAD = 4;
    private static final Map<String, Integer> NOTIFY = Map.of("signal", 0, "none", 1, "thread", 2);

    private final StoppedTask task;
    private final StoppedCalls calls;

    Timers(StoppedTask task) {
        this.task = task;
        this.calls = task.calls();
    }

    TimersEntry take() {
        return TimersEntry.newBuilder()
                .setReal(interval(REAL))
                .setVirt(interval(VIRTUAL))
                .setProf(interval(PROFILING))
                .addAllPosix(posix())
                .build();
    }

    /** The room gets seconds and microseconds of the interval, then of the time that is left. */
    private IntervalTimerEntry interval(int which) {
        calls.ofProcess().call(Call.GETITIMER, which, calls.room());
        return IntervalTimerEntry.newBuilder()
                .setIsec(calls.word(0))
                .setIusec(calls.word(8))
                .setVsec(calls.word(16))
                .setVusec(calls.word(24))
                .build();
    }

    /** Each is some lines of proc_pid_timers(5), which begin with its number. */
    private List<PosixTimerEntry> posix() {
        List<PosixTimerEntry> timers = new ArrayList<>();
        Map<String, String> lines = new HashMap<>();
        String listed = ProcFile.read("/proc/" + task.pid() + "/timers")
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                .orElse("");
        for (String line : listed.split("\n", -1)) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                lines.put(line.substring(0, colon), line.substring(colon + 2).trim());
                if (line.startsWith("ClockID")) {
                    timers.add(posix(lines));
                    lines.clear();
                }
            }
        }
        return timers;
    }

    private PosixTimerEntry posix(Map<String, String> lines) {
        int id = Integer.parseInt(lines.get("ID"));
        String[] signal = lines.get("signal").split("/", -1);
        String[] notify = lines.get("notify").split("[/.]", -1);
        calls.ofProcess().call(Call.TIMER_GETTIME, id, calls.room());
        PosixTimerEntry.Builder timer = PosixTimerEntry.newBuilder()
                .setItId(id)
                .setClockId(Integer.parseInt(lines.get("ClockID")))
                .setSiSigno(Integer.parseInt(signal[0]))
                .setSivalPtr(Long.parseUnsignedLong(signal[1], 16))
                .setIsec(calls.word(0))
                .setInsec(calls.word(8))
                .setVsec(calls.word(16))
                .setVnsec(calls.word(24))
                .setOverrun((int) calls.ofProcess().call(Call.TIMER_GETOVERRUN, id));
        boolean toThread = notify[1].equals("tid");
        timer.setItSigevNotify(NOTIFY.get(notify[0]) | (toThread ? NOTIFY_THREAD : 0));
        if (toThread) {
            timer.setNotifyThreadId(task.number(Integer.parseInt(notify[2])));
        }
        return timer.build();
    }
}
