package io.sluice.plugin;

import io.sluice.config.PluginPins;
import io.sluice.config.PluginPins.Pin;
import java.io.IOException;
import java.util.Optional;

/** Holds plugins against their pins. */
record PinCheck(PluginPins pins) {

    /** Why a plugin is refused by them; empty when it is not. */
    Optional<Finding> of(FoundPlugin found) {
        Pin pin = pins.byPlugin().get(found.id());
        if (pin == null) {
            return pins.demanded()
                    ? Optional.of(Finding.unfit(
                            "has no pin, and the configuration demands one of every plugin",
                            "look at it, and add what 'sluice plugins verify' tells to plugins.pins"))
                    : Optional.empty();
        }
        try {
            String sha256 = Fingerprint.of(found.path());
            return sha256.equals(pin.sha256())
                    ? Optional.empty()
                    : Optional.of(Finding.unfit(
                            "has the SHA-256 " + sha256 + ", and is pinned to another one (" + pin.place() + ")",
                            "find out who changed it; if it is meant to be, correct the pin"));
        } catch (IOException unreadable) {
            return Optional.of(Finding.unfit("cannot be read: " + Failures.oneLine(unreadable), "fetch it again"));
        }
    }
}
