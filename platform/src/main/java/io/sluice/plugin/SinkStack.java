package io.sluice.plugin;

import io.sluice.config.ComponentChoice;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.manifest.Component;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.ImageSinkFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Sinks one above the other: each passes images on to the next, changed, and the last one stores them. */
final class SinkStack {
    private final List<ComponentChoice> choices;
    private final List<Offer<ImageSinkFactory>> offers;
    private final Maker maker;

    /** Makes one sink upon another. */
    interface Maker {
        ImageSink make(Offer<ImageSinkFactory> offer, ComponentChoice choice, Optional<ImageSink> below);
    }

    /** @param choices from the top down, at least one */
    SinkStack(List<ComponentChoice> choices, Function<ComponentChoice, Offer<ImageSinkFactory>> offers, Maker maker) {
        this.choices = choices;
        this.offers = choices.stream().map(offers).toList();
        this.maker = maker;
    }

    /** Makes all of them, from the bottom up; answers the top. Nothing is made when they do not fit. */
    Chosen<ImageSink> build() {
        for (int i = 0; i < choices.size(); i++) {
            check(i);
        }
        Optional<ImageSink> below = Optional.empty();
        for (int i = choices.size() - 1; i >= 0; i--) {
            below = Optional.of(maker.make(offers.get(i), choices.get(i), below));
        }
        return new Chosen<>(below.orElseThrow(), named());
    }

    private void check(int index) {
        Offer<ImageSinkFactory> offer = offers.get(index);
        boolean last = index == choices.size() - 1;
        boolean stacks = offer.plugin().calls().call("when asked for its sinks", offer.factory()::stacks);
        if (stacks && last) {
            throw refused(index, "passes images on, but there is no sink below it", "name one that stores after it");
        }
        if (!stacks && !last) {
            throw refused(index, "stores images itself, and passes none on", "name it last");
        }
    }

    private SluiceException refused(int index, String reason, String remedy) {
        String message = choices.get(index).place() + ": " + offers.get(index).label() + " " + reason;
        return new SluiceException(ErrorCode.CONFIG, message, remedy);
    }

    private Component named() {
        return Component.together(offers.stream().map(Offer::named).toList());
    }
}
