package io.sluice.sink.block;

import io.sluice.spi.sink.ImageWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Cuts an image into blocks, has the crew change them, and stores them in order. Memory is that of the blocks under way. */
final class BlockImageWriter implements ImageWriter {
    private final ImageWriter below;
    private final BlockForm form;
    private final ImageEncoding encoding;
    private final Crew crew;
    private final Deque<Future<Block>> underWay = new ArrayDeque<>();
    private final Deque<Block> spare = new ArrayDeque<>();
    private final BlockLengths lengths = new BlockLengths();
    private Block block;
    private long index;
    private long plainLength;
    private boolean begun;
    private boolean failed;
    private boolean closed;

    BlockImageWriter(ImageWriter below, BlockForm form, ImageEncoding encoding, Crew crew) {
        this.below = below;
        this.form = form;
        this.encoding = encoding;
        this.crew = crew;
        this.block = new Block(form);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        if (closed) {
            throw new IOException("the image is closed already");
        }
        whole(() -> {
            while (bytes.hasRemaining()) {
                // Whether a full block is the last one is known only when more bytes come, or none.
                if (block.isFull()) {
                    hand(false);
                }
                block.fill(bytes);
            }
        });
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (below) {
            if (!failed) {
                whole(this::finish);
            }
        } finally {
            underWay.forEach(work -> work.cancel(false));
            underWay.clear();
            spare.clear();
        }
    }

    private void finish() throws IOException {
        hand(true);
        while (!underWay.isEmpty()) {
            storeNext();
        }
        below.write(ByteBuffer.wrap(encoding.trailer(lengths, plainLength)));
    }

    private void hand(boolean last) throws IOException {
        Block full = block;
        long number = index++;
        plainLength += full.length();
        underWay.add(crew.submit(() -> full.encode(encoding, number, last)));
        while (underWay.size() > crew.mostUnderWay()
                || (!underWay.isEmpty() && underWay.getFirst().isDone())) {
            storeNext();
        }
        if (!last) {
            block = spare.isEmpty() ? new Block(form) : spare.pop();
        }
    }

    private void storeNext() throws IOException {
        if (!begun) {
            begun = true;
            below.write(ByteBuffer.wrap(encoding.header()));
        }
        Block next = await(underWay.removeFirst());
        ByteBuffer stored = next.stored();
        lengths.add(stored.remaining());
        below.write(stored);
        spare.push(next.emptied());
    }

    private static Block await(Future<Block> work) throws IOException {
        try {
            return work.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a block was changed");
        } catch (ExecutionException thrown) {
            throw new IOException("change a block: " + thrown.getCause().getMessage(), thrown.getCause());
        }
    }

    /** After a failure the image is given up: no more of it is written. */
    private void whole(Step step) throws IOException {
        boolean done = false;
        try {
            step.run();
            done = true;
        } finally {
            failed |= !done;
        }
    }

    /** A part of the writing. */
    private interface Step {
        void run() throws IOException;
    }
}
