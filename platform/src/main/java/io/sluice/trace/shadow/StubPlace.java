package io.sluice.trace.shadow;

import io.sluice.kernel.Architecture;
import io.sluice.kernel.Errno;
import io.sluice.kernel.ForcedMemory;
import io.sluice.kernel.KernelException;
import io.sluice.kernel.Ptrace;
import io.sluice.proc.Mapping;
import io.sluice.proc.MapsParser;
import io.sluice.spi.memory.PageRange;
import io.sluice.trace.machine.Machine;
import io.sluice.trace.machine.Registers;
import io.sluice.trace.machine.Stub;
import io.sluice.trace.machine.Stub.Word;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the stub stands in a target: in the zeros behind the code of the vdso, which every program has (vdso(7)). The first
 * write there gives the task a copy of that page.
 */
final class StubPlace {
    private static final String VDSO = "[vdso]";
    private static final int ALIGNED = 16;
    private static final long MAGIC = 0x6563_6975_6c73L; // "sluice"
    private static final Stub STUB = Machine.current().stub();
    private static final byte[] OWN = own();
    private final ForcedMemory memory;
    private final PageRange vdso;
    private final long returnSlot;
    private final int gadget;

    private StubPlace(ForcedMemory memory, PageRange vdso, long returnSlot, int gadget) {
        this.memory = memory;
        this.vdso = vdso;
        this.returnSlot = returnSlot;
        this.gadget = gadget;
    }

    /**
     * Finds it.
     *
     * @throws ShadowException when there is no room
     * @throws KernelException with {@link Errno#ESRCH} when the process is ending
     */
    static StubPlace in(int pid, ForcedMemory memory) {
        List<Mapping> mappings = mappings(pid);
        PageRange vdso = named(mappings, VDSO)
                .orElseThrow(
                        () -> new ShadowException("process " + pid + " has no vdso, where calls would be made from"));
        byte[] contents = memory.read(vdso.start(), (int) vdso.bytes());
        StubPlace place = new StubPlace(
                memory,
                vdso,
                named(mappings, "[stack]")
                        .map(stack -> stack.end() - Long.BYTES)
                        .orElse(0L),
                Machine.current().gadget(contents));
        place.requireRoom(contents);
        return place;
    }

    /** A process that ends loses its memory before it is a zombie, maybe while that is listed. */
    private static List<Mapping> mappings(int pid) {
        List<Mapping> mappings = MapsParser.ofTask(pid);
        if (named(mappings, VDSO).isPresent()) {
            return mappings;
        }
        List<Mapping> again = MapsParser.ofTask(pid);
        if (again.isEmpty()) {
            throw new KernelException(Errno.ESRCH, "look for the vdso of process " + pid);
        }
        return again;
    }

    private static Optional<PageRange> named(List<Mapping> mappings, String name) {
        return mappings.stream()
                .filter(mapping -> mapping.path().equals(name))
                .map(Mapping::range)
                .findFirst();
    }

    private void requireRoom(byte[] contents) {
        if (magic() == MAGIC) {
            return;
        }
        for (int at = (int) (address() - vdso.start()); at < contents.length; at++) {
            if (contents[at] != 0) {
                throw new ShadowException("there is no room behind the vdso's code");
            }
        }
    }

    /** Where it begins. */
    long address() {
        return (vdso.end() - STUB.code().length) / ALIGNED * ALIGNED;
    }

    /** The page that it stands in. */
    PageRange page() {
        return new PageRange(vdso.end() - Architecture.current().pageSize(), vdso.end());
    }

    /** A page of the vdso that it does not stand in; empty where there is none. */
    Optional<PageRange> otherPage() {
        PageRange first = new PageRange(
                vdso.start(), vdso.start() + Architecture.current().pageSize());
        return first.end() <= page().start() ? Optional.of(first) : Optional.empty();
    }

    /** Whether a thread that goes on there is in it. */
    boolean holds(long instruction) {
        return instruction >= address() && instruction < vdso.end();
    }

    /** Whether something stands there, or on the stack, that nobody uses. */
    boolean leftBehind() {
        boolean word = returnSlot != 0 && gadget >= 0 && memory.word(returnSlot) == vdso.start() + gadget;
        return taken() ? !used() : word;
    }

    private boolean used() {
        return owner().equals(Host.sluice()) ? LivingShadows.has(shadow()) : Host.lives(owner());
    }

    /**
     * The thread is about to enter it, so it must be there for that thread: our view of the memory is that of the program
     * which ran when it was opened.
     */
    void requireSeenBy(Ptrace ptrace, int thread) {
        if (ptrace.word(thread, address() + STUB.word(Word.MAGIC)) != MAGIC) {
            throw new ShadowException("thread " + thread + " has just executed another program");
        }
    }

    /** Whether one of ours stands there. */
    boolean taken() {
        return magic() == MAGIC;
    }

    private long magic() {
        return get(Word.MAGIC);
    }

    /** Puts it there. No task may be in it. */
    void put(Owner owner) {
        ByteBuffer code = ByteBuffer.wrap(STUB.code()).order(ByteOrder.nativeOrder());
        code.putLong(STUB.word(Word.OWNER), owner.pid());
        code.putLong(STUB.word(Word.OWNER_START), owner.startTicks());
        code.putLong(STUB.word(Word.MAGIC), MAGIC);
        // At once: half of it would be nobody's, and in everybody's way.
        memory.write(address(), code.array());
    }

    /** Who put there what stands there. */
    Owner owner() {
        return new Owner((int) get(Word.OWNER), get(Word.OWNER_START));
    }

    /** Says what a borrowed thread is to call, and how it goes on afterwards by itself. */
    void borrow(int thread, Registers registers, long mask, long number, long... arguments) {
        memory.write(address() + STUB.stateAt(), STUB.state(registers, mask, number, arguments));
        set(Word.BORROWED, thread);
    }

    /** No thread is borrowed any more. */
    void giveBack() {
        set(Word.BORROWED, 0);
    }

    /** The thread that is borrowed, as the Sluice that put this there numbers it; 0 when none is. */
    int borrowed() {
        return (int) get(Word.BORROWED);
    }

    /** Says who the shadow is. */
    void shadow(int shadow) {
        set(Word.SHADOW, shadow);
    }

    /** The shadow, as the Sluice that put this there numbers it; 0 when there was none yet. */
    int shadow() {
        return (int) get(Word.SHADOW);
    }

    /** Says where the shadow's memory is. */
    void scratch(long address) {
        set(Word.SCRATCH, address);
    }

    /** Where the shadow's memory is; 0 when it had none yet. */
    long scratch() {
        return get(Word.SCRATCH);
    }

    /** Whether the vdso is, but for the stub, that of every process of this kernel: then no copy of it need be kept. */
    boolean pristine() {
        int length = (int) (address() - vdso.start());
        return Arrays.equals(memory.read(vdso.start(), length), Arrays.copyOf(OWN, length));
    }

    private static byte[] own() {
        int pid = (int) ProcessHandle.current().pid();
        try (ForcedMemory memory = ForcedMemory.open(pid)) {
            Optional<PageRange> vdso = named(MapsParser.ofTask(pid), "[vdso]");
            return vdso.map(range -> memory.read(range.start(), (int) range.bytes()))
                    .orElse(new byte[0]);
        }
    }

    /**
     * Has the shadow clean the page when it leaves, if it can: it needs a word of memory that nobody uses, the last of the
     * stack, which the kernel leaves empty above the name of the program (its exec.c: the stack begins below it).
     */
    void cleanedByShadow(long self) {
        if (gadget < 0 || returnSlot == 0 || !free(memory.word(returnSlot))) {
            return;
        }
        memory.write(address() + STUB.pageAt(), STUB.page(page().start()));
        memory.write(returnSlot, vdso.start() + gadget);
        set(Word.SELF, self);
        set(Word.GADGET, vdso.start() + gadget);
        set(Word.RETURN_SLOT, returnSlot);
        set(Word.CLEANS, 1);
    }

    /** Puts some bytes, 16 at the most, where a call can read them until {@link #cleanedByShadow}; answers where. */
    long note(byte[] bytes) {
        memory.write(noteAddress(), bytes);
        return noteAddress();
    }

    long noteAddress() {
        return address() + STUB.pageAt();
    }

    /** One of ours that died may have left it as it needed it. */
    private boolean free(long word) {
        return word == 0 || word == vdso.start() + gadget;
    }

    /** The word of the stack that the shadow needs, as long as it does. */
    Optional<PageRange> usedWord() {
        return returnSlot != 0 && get(Word.CLEANS) != 0
                ? Optional.of(new PageRange(returnSlot, returnSlot + Long.BYTES))
                : Optional.empty();
    }

    /** As {@link #remove}, unless somebody else's stub stands there by now. */
    void removeOf(int shadow) {
        if (!taken() || shadow() == shadow) {
            remove();
        }
    }

    /** Takes out what can be taken out from outside, after the shadow left. */
    void remove() {
        if (returnSlot != 0 && gadget >= 0 && memory.word(returnSlot) == vdso.start() + gadget) {
            memory.write(returnSlot, 0);
        }
        if (taken()) {
            memory.write(address(), new byte[(int) (vdso.end() - address())]);
        }
    }

    private long get(Word word) {
        return memory.word(address() + STUB.word(word));
    }

    void set(Word word, long value) {
        memory.write(address() + STUB.word(word), value);
    }

    long listed() {
        return address() + STUB.listed();
    }

    long ending() {
        return address() + STUB.ending();
    }

    long room() {
        return address() + STUB.room();
    }

    long lone() {
        return address() + STUB.lone();
    }

    long server() {
        return address() + STUB.server();
    }

    long leave() {
        return address() + STUB.leave();
    }

    /**
     * A Sluice.
     *
     * @param startTicks when it started (proc_pid_stat(5)), which tells it from another one with its pid
     */
    record Owner(int pid, long startTicks) {}
}
