package io.sluice.testkit.contract;

import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageWriter;
import io.sluice.spi.sink.PositionedWrite;
import io.sluice.spi.sink.SetWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sets to write and compare. Images are compared as buffers. */
final class SinkSets {
    static final String SEAL = "inventory.img";
    private static final int PART = 4096;
    private static final int PARTS = 9;

    private SinkSets() {}

    static byte[] bytes(long seed, int length) {
        byte[] made = new byte[length];
        new Random(seed).nextBytes(made);
        return made;
    }

    static Map<String, ByteBuffer> some() {
        return new TreeMap<>(Map.of(
                SEAL,
                ByteBuffer.wrap(bytes(1, 64)),
                "pages-1.img",
                ByteBuffer.wrap(bytes(2, 1_000_001)),
                "pagemap-7.img",
                ByteBuffer.wrap(bytes(3, 13)),
                "empty.img",
                ByteBuffer.allocate(0)));
    }

    static Map<String, ByteBuffer> other() {
        return new TreeMap<>(Map.of(SEAL, ByteBuffer.wrap(bytes(4, 65)), "other.img", ByteBuffer.wrap(bytes(5, 77))));
    }

    static void make(ImageSink sink, String name, Optional<String> parent, Map<String, ?> images) throws IOException {
        try (SetWriter writer = sink.begin(name, parent, SEAL)) {
            write(writer, images);
            if (!images.containsKey(SEAL)) {
                write(writer, Map.of(SEAL, new byte[1]));
            }
            writer.prepare();
            writer.commit();
        }
    }

    static void write(SetWriter writer, Map<String, ?> images) throws IOException {
        for (Map.Entry<String, ?> image : images.entrySet()) {
            try (ImageWriter out = writer.create(image.getKey())) {
                out.write(buffer(image.getValue()));
            }
        }
    }

    private static ByteBuffer buffer(Object contents) {
        return contents instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : ((ByteBuffer) contents).duplicate();
    }

    static void writeTogether(SetWriter writer, Map<String, ByteBuffer> images) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(images.size());
        try {
            List<Callable<Boolean>> writers = new ArrayList<>();
            for (Map.Entry<String, ByteBuffer> image : images.entrySet()) {
                writers.add(inPortions(writer.create(image.getKey()), image.getValue()));
            }
            List<Future<Boolean>> running =
                    writers.stream().map(threads::submit).toList();
            for (Future<Boolean> one : running) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static Callable<Boolean> inPortions(ImageWriter out, ByteBuffer contents) {
        return () -> {
            try (out) {
                ByteBuffer left = contents.duplicate();
                while (left.hasRemaining()) {
                    int portion = Math.min(1000, left.remaining());
                    out.write(left.slice(left.position(), portion));
                    left.position(left.position() + portion);
                }
            }
            return true;
        };
    }

    static ByteBuffer parts() {
        return ByteBuffer.wrap(bytes(6, PARTS * PART));
    }

    static void writeBackwards(PositionedWrite positioned) throws IOException {
        for (int part = PARTS - 1; part >= 0; part--) {
            positioned.write((long) part * PART, parts().slice(part * PART, PART));
        }
    }
}
