package io.sluice.benchmark.store;

import io.sluice.benchmark.work.Commands;
import io.sluice.sink.object.StoreServer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Uploads and dumps one after the other, each into an empty store on a disk with nothing left to write. */
record Turns(Commands commands, Path folder, StoreServer server, Uploader uploader, Dumper dumper) {
    private static final int WARM = 64;

    /** The server is a Java too. */
    void warmUp(int most) {
        upload(Math.min(most, WARM));
    }

    /** Who begins changes from pair to pair. */
    Pair pair(int number, int mebibytes, long pid) {
        if (number % 2 == 1) {
            Moved upload = upload(mebibytes);
            return Pair.now(upload, dump(pid));
        }
        Moved dump = dump(pid);
        return Pair.now(upload(mebibytes), dump);
    }

    Moved dump(long pid) {
        return into(() -> dumper.dump(pid));
    }

    private Moved upload(int mebibytes) {
        return into(() -> uploader.upload(mebibytes));
    }

    private Moved into(Supplier<Moved> turn) {
        commands.run(List.of("sync", "--file-system", folder.toString()));
        Moved moved = turn.get();
        for (String key : server.contents()) {
            server.client()
                    .deleteObject(delete -> delete.bucket(StoreServer.BUCKET).key(key));
        }
        return moved;
    }
}
