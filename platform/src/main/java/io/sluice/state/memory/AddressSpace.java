package io.sluice.state.memory;

import io.sluice.image.message.MmEntry;
import io.sluice.kernel.Architecture.Call;
import io.sluice.proc.Mapping;
import io.sluice.proc.ProcFile;
import io.sluice.proc.TaskStat;
import io.sluice.state.Refusal;
import io.sluice.state.StoppedTask;
import io.sluice.state.file.MappedFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** An address space: its mappings, and what the kernel knows of the program in it. */
public final class AddressSpace {
    /** prctl(2). */
    private static final int PR_GET_DUMPABLE = 3;

    private static final int PR_GET_THP_DISABLE = 42;
    /** CRIU takes a longer vector for damage. */
    private static final int MOST_AUXILIARY = 44;

    private final StoppedTask task;
    private final MappedFiles files;

    /** @param files gives numbers to the files that it maps */
    public AddressSpace(StoppedTask task, MappedFiles files) {
        this.task = task;
        this.files = files;
    }

    /**
     * Takes it.
     *
     * @param mappings all of the task's own
     */
    public MmEntry take(List<Mapping> mappings) {
        TaskStat stat = TaskStat.read(task.pid()).orElseThrow(() -> Refusal.gone(task.name()));
        MappingEntries entries = new MappingEntries(task.pid(), task.name(), files);
        return MmEntry.newBuilder()
                .setMmStartCode(stat.field(26))
                .setMmEndCode(stat.field(27))
                .setMmStartStack(stat.field(28))
                .setMmStartData(stat.field(45))
                .setMmEndData(stat.field(46))
                .setMmStartBrk(stat.field(47))
                .setMmArgStart(stat.field(48))
                .setMmArgEnd(stat.field(49))
                .setMmEnvStart(stat.field(50))
                .setMmEnvEnd(stat.field(51))
                .setMmBrk(task.calls().ofProcess().call(Call.BRK, 0))
                .setExeFileId(files.program())
                .addAllMmSavedAuxv(auxiliary())
                .addAllVmas(entries.of(mappings))
                .addAllVmas(entries.guards(mappings))
                .addAllAios(new AsynchronousRings(task).of(mappings))
                .setDumpable((int) task.calls().ofProcess().call(Call.PRCTL, PR_GET_DUMPABLE))
                .setThpDisabled(task.calls().ofProcess().call(Call.PRCTL, PR_GET_THP_DISABLE) != 0)
                .build();
    }

    /** getauxval(3), without the pair that ends it. */
    private List<Long> auxiliary() {
        byte[] bytes = ProcFile.read("/proc/" + task.pid() + "/auxv").orElseThrow(() -> Refusal.gone(task.name()));
        long[] words = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asLongBuffer().get(words);
        return Arrays.stream(words)
                .limit(Math.min(words.length - 2, MOST_AUXILIARY))
                .boxed()
                .toList();
    }
}
