package io.sluice.sink.hdfs;

import io.sluice.spi.sink.SetReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;

/** A committed set in a folder. */
final class HdfsSetReader implements SetReader {
    /** The most files that are kept open; others are opened for each read. */
    private static final int MOST_OPEN = 16;

    private static final int PORTION = 64 << 10;

    private final SetFolder set;
    private final Map<String, FSDataInputStream> open = new ConcurrentHashMap<>();

    HdfsSetReader(SetFolder set) {
        this.set = set;
    }

    @Override
    public List<String> images() throws IOException {
        try {
            return set.list(set.path()).stream()
                    .filter(FileStatus::isFile)
                    .map(file -> file.getPath().getName())
                    .filter(SetFolder::isImageName)
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw Failure.of("list " + set.path(), failed);
        }
    }

    @Override
    public Optional<Long> length(String image) throws IOException {
        SetFolder.requireImageName(image);
        try {
            return set.status(set.resolve(image)).filter(FileStatus::isFile).map(FileStatus::getLen);
        } catch (IOException failed) {
            throw Failure.of("look at " + set.resolve(image), failed);
        }
    }

    @Override
    public int read(String image, long offset, ByteBuffer into) throws IOException {
        SetFolder.requireImageName(image);
        FSDataInputStream kept = open.get(image);
        try {
            if (kept != null) {
                return read(kept, offset, into);
            }
            FSDataInputStream opened = set.files().open(set.resolve(image));
            boolean keep = open.size() < MOST_OPEN && open.putIfAbsent(image, opened) == null;
            try {
                return read(opened, offset, into);
            } finally {
                if (!keep) {
                    opened.close();
                }
            }
        } catch (IOException failed) {
            throw Failure.of("read " + set.resolve(image), failed);
        }
    }

    @Override
    public Optional<String> parent() throws IOException {
        try {
            return set.text(set.resolve(SetFolder.PARENT));
        } catch (IOException failed) {
            throw Failure.of("read " + set.resolve(SetFolder.PARENT), failed);
        }
    }

    @Override
    public void close() throws IOException {
        for (FSDataInputStream each : open.values()) {
            each.close();
        }
        open.clear();
    }

    private static int read(FSDataInputStream from, long offset, ByteBuffer into) throws IOException {
        int before = into.position();
        byte[] portion = new byte[Math.min(PORTION, Math.max(1, into.remaining()))];
        while (into.hasRemaining()) {
            int read = from.read(
                    offset + into.position() - before, portion, 0, Math.min(portion.length, into.remaining()));
            if (read <= 0) {
                break;
            }
            into.put(portion, 0, read);
        }
        return into.position() - before;
    }
}
