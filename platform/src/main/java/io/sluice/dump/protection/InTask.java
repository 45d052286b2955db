package io.sluice.dump.protection;

import io.sluice.kernel.KernelException;
import io.sluice.kernel.MemoryFile;
import io.sluice.kernel.OpenFile;
import io.sluice.resident.Resident;
import io.sluice.resident.ResidentTracks;
import io.sluice.resident.TrackRecord;
import io.sluice.spi.ComponentException;
import io.sluice.spi.track.Epoch;
import io.sluice.trace.shadow.ShadowException;
import java.util.Optional;

/** Tracking that stays in tasks, with its log, until they are released or end. */
final class InTask implements TargetCalls, RoundLogs {

    @Override
    public Optional<OpenFile> userfaultfd(ProtectedTask task) throws ComponentException {
        try {
            Resident tracking = ResidentTracks.in(task.pid(), task.startTicks(), task.program());
            return Optional.of(ResidentTracks.userFault(tracking));
        } catch (KernelException | ShadowException e) {
            throw new ComponentException(
                    "process " + task.pid() + " cannot be tracked: " + e.getMessage(), "use the tracker hash", e);
        }
    }

    @Override
    public RoundLog lend(ProtectedTask task) throws ComponentException {
        Resident tracking = ResidentTracks.find(task.pid())
                .orElseThrow(() -> new ComponentException(
                        "process " + task.pid() + " has closed the descriptors by which it is tracked", "try again"));
        MemoryFile file = ResidentTracks.record(tracking)
                .orElseThrow(() -> new ComponentException(
                        "another round is tracking process " + task.pid() + " at the moment",
                        "try again when it is done"));
        return new Log(file);
    }

    private static final class Log implements RoundLog {
        private final MemoryFile file;
        private TrackRecord record;

        Log(MemoryFile file) {
            this.file = file;
            this.record = TrackRecord.parse(file.text()).orElseThrow();
        }

        @Override
        public Optional<Epoch> ground() {
            return record.closed() ? record.round().map(Epoch::new) : Optional.empty();
        }

        @Override
        public void open(Epoch epoch) {
            write(record.opened(epoch.token()));
        }

        @Override
        public void close(Epoch epoch) {
            if (record.round().equals(Optional.of(epoch.token()))) {
                write(record.committed());
            }
        }

        private void write(TrackRecord next) {
            file.write(next.text());
            record = next;
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
