package io.sluice.sink.hdfs;

import io.sluice.sink.lease.Holder;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.SetExistsException;
import io.sluice.spi.sink.SetInUseException;
import io.sluice.spi.sink.SetReader;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Stores sets in folders of a file system of Hadoop's: a set's name is a path, absolute or in the configured folder. */
final class HdfsSink implements ImageSink {
    private final Cluster cluster;
    private final String folder;
    private final Duration lease;

    /** @param folder in which relative names are; empty for that of the user */
    HdfsSink(Cluster cluster, String folder, Duration lease) {
        this.cluster = cluster;
        this.folder = folder;
        this.lease = lease;
    }

    /** What a name means that cannot be made a path is told when it is used. */
    @Override
    public String resolve(String base, String reference) {
        try {
            return cluster.qualified(under(path(base), reference)).toString();
        } catch (IOException | IllegalArgumentException unknown) {
            return base + "/" + reference;
        }
    }

    @Override
    public SetWriter begin(String name, Optional<String> parent, String seal) throws IOException {
        return begin(name, parent, seal, Holder.self());
    }

    /** As {@link #begin(String, Optional, String)}, by somebody. */
    SetWriter begin(String name, Optional<String> parent, String seal, Holder holder) throws IOException {
        SetFolder set = set(name);
        SetFolder.requireImageName(seal);
        try {
            if (set.committed()) {
                set.requireFree();
            }
            return begin(set, parent, seal, holder);
        } catch (SetInUseException | SetExistsException taken) {
            throw taken;
        } catch (IOException failed) {
            throw Failure.of("begin a set in " + set.path(), failed);
        }
    }

    private SetWriter begin(SetFolder set, Optional<String> parent, String seal, Holder holder) throws IOException {
        Staging staging = Staging.begin(set, holder, lease);
        try {
            set.requireFree();
            return new HdfsSetWriter(set, staging, parent, seal);
        } catch (IOException | RuntimeException failed) {
            try (staging) {
                staging.discard();
            }
            throw failed;
        }
    }

    @Override
    public Optional<SetReader> open(String name) throws IOException {
        SetFolder set = set(name);
        try {
            return set.committed() ? Optional.of(new HdfsSetReader(set)) : Optional.empty();
        } catch (IOException failed) {
            throw Failure.of("open " + set.path(), failed);
        }
    }

    @Override
    public boolean reads() {
        return true;
    }

    @Override
    public List<String> recover(String name) throws IOException {
        SetFolder set = set(name);
        try {
            if (!Staging.anyIn(set)) {
                return List.of();
            }
            try (Staging staging = Staging.begin(set, Holder.self(), lease)) {
                staging.discard();
                return staging.recovered();
            }
        } catch (SetInUseException living) {
            return List.of();
        } catch (IOException failed) {
            throw Failure.of("clear what a dead writer left in " + set.path(), failed);
        }
    }

    /** The seal goes first: the journal says whose the rest is, to this and to a later {@link #recover}. */
    @Override
    public void delete(String name, List<String> images) throws IOException {
        SetFolder set = set(name);
        try {
            if (!set.committed()) {
                return;
            }
            try (Staging staging = Staging.begin(set, Holder.self(), lease)) {
                Path seal = set.resolve(set.seal());
                List<String> noted = new ArrayList<>(images);
                noted.addAll(List.of(SetFolder.PARENT, SetFolder.SEAL_NAME));
                noted.remove(seal.getName());
                staging.note(noted);
                set.delete(seal);
                staging.giveUp();
            }
            set.deleteIfEmpty();
        } catch (SetInUseException living) {
            throw living;
        } catch (IOException failed) {
            throw Failure.of("delete the set " + set.path(), failed);
        }
    }

    @Override
    public void relink(String name, String reference) throws IOException {
        SetFolder set = set(name);
        if (!set.committed()) {
            throw new IOException("there is no set at " + set.path());
        }
        try (Staging staging = Staging.begin(set, Holder.self(), lease)) {
            Path made = new Path(staging.images(), SetFolder.PARENT);
            set.write(made, reference);
            set.replace(made, set.resolve(SetFolder.PARENT));
            staging.discard();
        } catch (SetInUseException living) {
            throw living;
        } catch (IOException failed) {
            throw Failure.of("lead " + set.path() + " to its parent by " + reference, failed);
        }
    }

    @Override
    public List<String> beside(String name) throws IOException {
        SetFolder set = set(name);
        List<String> others = new ArrayList<>();
        if (set.path().getParent() == null) {
            return others;
        }
        try {
            for (FileStatus each : set.list(set.path().getParent())) {
                SetFolder other = new SetFolder(set.files(), each.getPath());
                if (each.isDirectory() && !other.path().equals(set.path()) && other.committed()) {
                    others.add(other.path().toString());
                }
            }
        } catch (IOException failed) {
            throw Failure.of("list what is beside " + set.path(), failed);
        }
        return others;
    }

    @Override
    public void close() {
        cluster.close();
    }

    private SetFolder set(String name) throws IOException {
        try {
            Path path = cluster.qualified(path(name));
            return new SetFolder(cluster.context(path), path);
        } catch (IllegalArgumentException wrong) {
            throw new IOException(name + " is no path of Hadoop's: " + wrong.getMessage(), wrong);
        } catch (IOException failed) {
            throw Failure.of("reach " + name, failed);
        }
    }

    private Path path(String name) {
        return folder.isEmpty() ? new Path(name) : under(new Path(folder), name);
    }

    /** As a path is resolved: an absolute one stays in the same file system, one with a scheme may be in another. */
    private static Path under(Path base, String name) {
        return name.isEmpty() || name.equals(".") ? base : new Path(base, name);
    }
}
