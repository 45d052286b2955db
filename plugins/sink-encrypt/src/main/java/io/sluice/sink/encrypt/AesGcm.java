package io.sluice.sink.encrypt;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-GCM by a native library, a hundred times as fast as what Java's quick compiler makes of Java's own; by that where the
 * library does not work, which is found by a trial when it is needed first. Usable from any thread.
 */
final class AesGcm {
    static final int NONCE = 12;
    static final int TAG = 16;

    private static final String NAME = "AES/GCM/NoPadding";

    /** Of a block of zeros by a key and a nonce of zeros: test case 14 of the GCM specification of McGrew and Viega. */
    private static final byte[] ZEROS_ENCRYPTED =
            HexFormat.of().parseHex("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");

    private final Callable<Provider> library;
    private final Consumer<String> note;
    private Provider provider;
    private boolean tried;

    /**
     * @param library loads the library; not asked before it is needed
     * @param note gets a line where it does not work
     */
    AesGcm(Callable<Provider> library, Consumer<String> note) {
        this.library = library;
        this.note = note;
    }

    /** Gets ready, which takes a tenth of a second the first time. */
    synchronized void load() {
        if (!tried) {
            tried = true;
            provider = tried();
        }
    }

    /** One that encrypts or decrypts one message; the nonce must be this key's only one. */
    Cipher cipher(int mode, SecretKeySpec key, byte[] nonce) throws GeneralSecurityException {
        load();
        return cipher(provider, mode, key, nonce);
    }

    private Provider tried() {
        try {
            Provider loaded = library.call();
            SecretKeySpec zeros = new SecretKeySpec(new byte[MasterKey.BYTES], "AES");
            Cipher cipher = cipher(loaded, Cipher.ENCRYPT_MODE, zeros, new byte[NONCE]);
            if (Arrays.equals(cipher.doFinal(new byte[TAG]), ZEROS_ENCRYPTED)) {
                return loaded;
            }
            note.accept(slow("it does not encrypt as it must"));
        } catch (Exception | LinkageError failure) {
            note.accept(slow(failure.toString()));
        }
        return null;
    }

    private static String slow(String why) {
        return "Java's own AES is used, which is slow: the native one does not work here (where /tmp is mounted noexec, name"
                + " another folder: SLUICE_JAVA_OPTIONS=-Djava.io.tmpdir=FOLDER): " + why;
    }

    private static Cipher cipher(Provider provider, int mode, SecretKeySpec key, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = provider == null ? Cipher.getInstance(NAME) : Cipher.getInstance(NAME, provider);
        cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
        return cipher;
    }
}
