package io.sluice.dump.protection;

import io.sluice.spi.ComponentException;
import io.sluice.spi.track.Epoch;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Logs that live as long as this does. */
public final class MemoryRoundLogs implements RoundLogs {
    private final Map<Integer, Log> logs = new HashMap<>();

    @Override
    public synchronized RoundLog lend(ProtectedTask task) throws ComponentException {
        Log log = logs.get(task.pid());
        if (log == null || !log.task.equals(task)) {
            log = new Log(task);
            logs.put(task.pid(), log);
        }
        if (log.lent) {
            throw new ComponentException(
                    "another round is tracking process " + task.pid() + " at the moment", "try again when it is done");
        }
        log.lent = true;
        return log;
    }

    private static final class Log implements RoundLog {
        private final ProtectedTask task;
        private volatile boolean lent;
        private Optional<Epoch> ground = Optional.empty();
        private Optional<Epoch> opened = Optional.empty();

        Log(ProtectedTask task) {
            this.task = task;
        }

        @Override
        public Optional<Epoch> ground() {
            return ground;
        }

        @Override
        public void open(Epoch epoch) {
            ground = Optional.empty();
            opened = Optional.of(epoch);
        }

        @Override
        public void close(Epoch epoch) {
            if (opened.equals(Optional.of(epoch))) {
                ground = opened;
            }
        }

        @Override
        public void close() {
            lent = false;
        }
    }
}
