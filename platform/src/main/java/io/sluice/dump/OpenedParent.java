package io.sluice.dump;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.ImageSet;
import io.sluice.image.ParentSet;
import io.sluice.image.sign.Signers;
import io.sluice.spi.sink.ImageSink;
import java.util.Optional;

/** The parent that a request names, opened; closed with this. */
record OpenedParent(Optional<ParentSet> parentSet) implements AutoCloseable {

    static OpenedParent of(PreDumpRequest request, ImageSink sink, Signers demanded) {
        if (request.parent().isPresent() && !sink.reads()) {
            throw new SluiceException(
                    ErrorCode.USAGE,
                    "this sink cannot read a parent back",
                    "pre-dump without a parent, or use another sink");
        }
        Optional<ParentSet> parent = request.parent()
                .map(reference -> new ParentSet(
                        reference, ImageSet.open(sink, sink.resolve(request.set(), reference), demanded)));
        OpenedParent opened = new OpenedParent(parent);
        try {
            opened.set().filter(set -> demanded.demand()).ifPresent(OpenedParent::openAll);
            return opened;
        } catch (RuntimeException wrong) {
            opened.close();
            throw wrong;
        }
    }

    /** Opening a set checks who signed it. */
    private static void openAll(ImageSet newest) {
        Optional<ImageSet> next = Optional.of(newest);
        while (next.isPresent()) {
            next = next.get().parent();
        }
    }

    Optional<ImageSet> set() {
        return parentSet.map(ParentSet::set);
    }

    @Override
    public void close() {
        set().ifPresent(ImageSet::close);
    }
}
