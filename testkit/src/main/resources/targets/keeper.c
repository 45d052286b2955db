// keeper STATUS_FILE FOLDER MIB THREADS CHILDREN KIND...
//
// A target that knows what its memory must hold. It has a region of each kind named, keeps in a ledger which version of
// its pattern every page holds, and checks on request that the page is just that, also after a restore. It is talked to
// through the shared file STATUS_FILE, whose layout is struct status; files go to FOLDER.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102
#endif

enum { PAGE = 4096, MOST_REGIONS = 24, MOST_THREADS = 16 };
enum { UNTOUCHED = 0, FIRST = 1, LAST = 250, GUARD = 254, ZEROS = 255 };
enum { CHECK = 1, REPORT = 2, WRITE = 3, RATE = 4, FORGET_GAP = 5, TOUCH_ALL = 6, QUIT = 7, CALLS = 8, REAP = 9 };
// What the thread for calls is asked for: keep in step with KeeperCalls.java.
enum { TASK, PIPE, LEND, VMSPLICE, PWRITEV, SPLICE, CLOSE, UNMAP, LIMIT_FILES };

typedef struct {
    uint64_t kind, start, length, protection;
} region_entry;

// The test kit reads this as an array of 64-bit words: keep in step with KeeperStatus.java.
typedef struct {
    volatile uint64_t ready, pid, request, command, argument, done, result, ticks;       // 0 to 7
    volatile uint64_t longest_gap, pages_written, harm, mask, regions, rate, reports, reserved; // 8 to 15
    region_entry region[MOST_REGIONS];                                                   // 16 to 111
    volatile uint64_t counter[MOST_THREADS];                                             // 112 to 127
} status;

static const char *const KINDS[] = {"anonymous", "heap",  "stack", "file",  "deleted", "shared",
                                    "memfd",     "sysv",  "none",  "huge",  "guard",   "zero", NULL};
enum { ANONYMOUS, HEAP, STACK, FILE_COPY, DELETED, SHARED, MEMFD, SYSV, NONE, HUGE, GUARDED, ZERO };

static status *shown;
static char *bytes[MOST_REGIONS];   // where a region is
static uint8_t *ledger[MOST_REGIONS]; // a version a page
static int memory_file = -1;
static uint64_t seed;
static const char *folder;
static int pipe_ends[2];
static uint32_t never;
static sem_t own_table;
static pthread_mutex_t writing = PTHREAD_MUTEX_INITIALIZER;

static uint64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000ull + t.tv_nsec;
}

static void rest(uint64_t nanoseconds) {
    struct timespec t = {nanoseconds / 1000000000, nanoseconds % 1000000000};
    if (nanosleep(&t, NULL) != 0) __sync_fetch_and_add(&shown->harm, 1); // nobody may interrupt it
}

static void fail(const char *what) {
    fprintf(stderr, "keeper: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void fill(uint64_t *page, int region, uint64_t index, int version) {
    if (version == UNTOUCHED || version == ZEROS) {
        memset(page, 0, PAGE);
        return;
    }
    uint64_t x = seed ^ ((uint64_t)region << 56) ^ (index << 8) ^ version;
    for (int i = 0; i < PAGE / 8; i++) { // splitmix64
        uint64_t z = (x += 0x9e3779b97f4a7c15ull);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
        page[i] = z ^ (z >> 31);
    }
}

// Of a private file mapping the file has version FIRST in every page; the ledger says UNTOUCHED until a page is copied.
static void expected(uint64_t *page, int region, uint64_t index) {
    int version = ledger[region][index], kind = shown->region[region].kind;
    if (version == UNTOUCHED && (kind == FILE_COPY || kind == DELETED)) version = FIRST;
    fill(page, region, index, version);
}

static uint64_t pages_of(int region) { return shown->region[region].length / PAGE; }

static void write_page(int region, uint64_t index, int version) {
    char *page = bytes[region] + index * PAGE;
    ledger[region][index] = version;
    if (shown->region[region].kind == MEMFD && index % 2) { // a write that no mapping sees
        uint64_t made[PAGE / 8];
        fill(made, region, index, version);
        if (pwrite(memory_file, made, PAGE, index * PAGE) != PAGE) fail("writing the memfd");
    } else {
        fill((uint64_t *)page, region, index, version);
    }
    shown->pages_written++;
}

static int next_version(int region, uint64_t index) {
    int version = ledger[region][index];
    return version >= FIRST && version < LAST ? version + 1 : FIRST + 1;
}

static int add(int kind, void *start, uint64_t length, int protection) {
    int region = shown->regions;
    if (region == MOST_REGIONS) fail("too many regions");
    bytes[region] = start;
    ledger[region] = mmap(NULL, (length / PAGE + PAGE - 1) & ~(uint64_t)(PAGE - 1), PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (ledger[region] == MAP_FAILED) fail("mapping a ledger");
    shown->region[region] = (region_entry){kind, (uint64_t)(uintptr_t)start, length, protection};
    shown->regions = region + 1;
    return region;
}

static void write_every(int region, uint64_t first, uint64_t step, int version) {
    for (uint64_t i = first; i < pages_of(region); i += step) write_page(region, i, version);
}

static void *map(uint64_t length, int flags, int descriptor) {
    void *start = mmap(NULL, length, PROT_READ | PROT_WRITE, flags, descriptor, 0);
    if (start == MAP_FAILED) fail("mmap");
    return start;
}

static void add_written(int kind, uint64_t length, int flags, int descriptor) {
    write_every(add(kind, map(length, flags, descriptor), length, PROT_READ | PROT_WRITE), 0, 1, FIRST);
}

// Each third page copied, and of those some overwritten with zeros: absent from a pagemap they would be the file's again.
static void add_file(int kind, uint64_t length) {
    char path[512];
    uint64_t page[PAGE / 8];
    snprintf(path, sizeof path, "%s/%s.data", folder, KINDS[kind]);
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    if (file < 0) fail(path);
    for (uint64_t i = 0; i < length / PAGE; i++) {
        fill(page, shown->regions, i, FIRST);
        if (write(file, page, PAGE) != PAGE) fail("writing the mapped file");
    }
    int region = add(kind, map(length, MAP_PRIVATE, file), length, PROT_READ | PROT_WRITE);
    write_every(region, 0, 3, FIRST + 1);
    write_every(region, 3, 12, ZEROS);
    close(file);
    if (kind == DELETED) unlink(path);
}

static void add_memfd(uint64_t length) {
    memory_file = memfd_create("keeper", MFD_CLOEXEC);
    if (memory_file < 0 || ftruncate(memory_file, length) != 0) fail("memfd_create");
    add_written(MEMFD, length, MAP_SHARED, memory_file);
}

static void add_sysv(uint64_t length) {
    int id = shmget(IPC_PRIVATE, length, IPC_CREAT | 0600);
    void *start = shmat(id, NULL, 0);
    shmctl(id, IPC_RMID, NULL); // gone with its last user
    if (start == (void *)-1) fail("shmat");
    write_every(add(SYSV, start, length, PROT_READ | PROT_WRITE), 0, 1, FIRST);
}

static void add_none(uint64_t length) {
    int region = add(NONE, map(length, MAP_PRIVATE | MAP_ANONYMOUS, -1), length, PROT_NONE);
    write_every(region, 0, 2, FIRST);
    mprotect(bytes[region], length, PROT_NONE);
}

static void add_huge(uint64_t length) {
    uint64_t huge = 2 << 20;
    char *start = map(length + huge, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    char *aligned = (char *)(((uintptr_t)start + huge - 1) & ~(huge - 1));
    if (aligned > start) munmap(start, aligned - start);
    if (start + huge > aligned) munmap(aligned + length, start + huge - aligned);
    madvise(aligned, length, MADV_HUGEPAGE);
    write_every(add(HUGE, aligned, length, PROT_READ | PROT_WRITE), 0, 1, FIRST);
}

static void add_guarded(uint64_t length) {
    char *start = map(length, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    if (madvise(start + 4 * PAGE, 2 * PAGE, MADV_GUARD_INSTALL) != 0) {
        munmap(start, length); // a kernel before 6.13: the kind is missing from the status
        return;
    }
    int region = add(GUARDED, start, length, PROT_READ | PROT_WRITE);
    ledger[region][4] = ledger[region][5] = GUARD;
    write_every(region, 0, 1000000, FIRST);
    for (uint64_t i = 0; i < pages_of(region); i++)
        if (ledger[region][i] == UNTOUCHED) write_page(region, i, FIRST);
}

// A quarter never touched, a quarter only read, a quarter written with zeros, a quarter written.
static void add_zero(uint64_t length) {
    int region = add(ZERO, map(length, MAP_PRIVATE | MAP_ANONYMOUS, -1), length, PROT_READ | PROT_WRITE);
    for (uint64_t i = 1; i < pages_of(region); i += 4) (void)*(volatile char *)(bytes[region] + i * PAGE);
    write_every(region, 2, 4, ZEROS);
    write_every(region, 3, 4, FIRST);
}

static void add_kind(const char *name, uint64_t anonymous_bytes, char *stack, uint64_t stack_bytes) {
    uint64_t small = 512 << 10;
    if (!strcmp(name, "anonymous")) add_written(ANONYMOUS, anonymous_bytes, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    else if (!strcmp(name, "heap")) write_every(add(HEAP, aligned_alloc(PAGE, small), small, 3), 0, 1, FIRST);
    else if (!strcmp(name, "stack")) write_every(add(STACK, stack, stack_bytes, 3), 0, 1, FIRST);
    else if (!strcmp(name, "file")) add_file(FILE_COPY, small);
    else if (!strcmp(name, "deleted")) add_file(DELETED, small);
    else if (!strcmp(name, "shared")) add_written(SHARED, small, MAP_SHARED | MAP_ANONYMOUS, -1);
    else if (!strcmp(name, "memfd")) add_memfd(small);
    else if (!strcmp(name, "sysv")) add_sysv(small);
    else if (!strcmp(name, "none")) add_none(small);
    else if (!strcmp(name, "huge")) add_huge(4 << 20);
    else if (!strcmp(name, "guard")) add_guarded(small);
    else if (!strcmp(name, "zero")) add_zero(small);
    else { errno = EINVAL; fail(name); }
}

// What a page holds, by whatever way this program has to see it; no answer for a guard.
static int see(uint64_t *page, int region, uint64_t index, int mem) {
    char *at = bytes[region] + index * PAGE;
    if (ledger[region][index] == GUARD) return 0;
    if (shown->region[region].kind != NONE) memcpy(page, at, PAGE);
    else if (pread(mem, page, PAGE, (off_t)(uintptr_t)at) != PAGE) fail("reading /proc/self/mem");
    return 1;
}

static uint64_t wrong_pages(void) {
    uint64_t wrong = 0, held[PAGE / 8], wanted[PAGE / 8];
    int mem = open("/proc/self/mem", O_RDONLY);
    for (int region = 0; region < (int)shown->regions; region++)
        for (uint64_t i = 0; i < pages_of(region); i++) {
            if (!see(held, region, i, mem)) continue;
            expected(wanted, region, i);
            if (memcmp(held, wanted, PAGE) != 0 && wrong++ < 10)
                fprintf(stderr, "keeper: page %lu of %s is wrong\n", i, KINDS[shown->region[region].kind]);
        }
    close(mem);
    return wrong;
}

// A file for each region with its bytes; what a guard forbids to read stays a hole.
static uint64_t report(void) {
    uint64_t number = shown->reports, held[PAGE / 8];
    int mem = open("/proc/self/mem", O_RDONLY);
    for (int region = 0; region < (int)shown->regions; region++) {
        char path[512];
        snprintf(path, sizeof path, "%s/report-%lu-%d", folder, number, region);
        int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
        if (file < 0 || ftruncate(file, shown->region[region].length) != 0) fail(path);
        for (uint64_t i = 0; i < pages_of(region); i++)
            if (see(held, region, i, mem) && pwrite(file, held, PAGE, i * PAGE) != PAGE) fail(path);
        close(file);
    }
    close(mem);
    shown->reports = number + 1;
    return number;
}

static int writable(int region, uint64_t index) {
    return ledger[region][index] != GUARD && shown->region[region].kind != NONE;
}

// Pages of the first region, evenly spread, starting somewhere else each time.
static uint64_t write_pages(uint64_t count) {
    uint64_t all = pages_of(0), step = count && count < all ? all / count : 1;
    uint64_t from = (shown->pages_written * 2654435761u) % step;
    for (uint64_t i = 0; i < count && i < all; i++) {
        uint64_t index = (from + i * step) % all;
        if (writable(0, index)) write_page(0, index, next_version(0, index));
    }
    return count;
}

// Every fifth page of every region, some with zeros.
static uint64_t touch_all(uint64_t phase) {
    uint64_t touched = 0;
    for (int region = 0; region < (int)shown->regions; region++)
        for (uint64_t i = phase % 5; i < pages_of(region); i += 5) {
            if (!writable(region, i)) continue;
            write_page(region, i, i % 7 == 0 ? ZEROS : next_version(region, i));
            touched++;
        }
    return touched;
}

static int make_pipe(int64_t bytes) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return -errno;
    if (fcntl(ends[1], F_SETPIPE_SZ, (int)bytes) < 0) {
        int reason = errno;
        close(ends[0]), close(ends[1]);
        return -reason;
    }
    return ends[0] << 16 | ends[1];
}

static int lend(int64_t pid, int64_t number) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%ld/fd/%ld", (long)pid, (long)number);
    return open(path, O_RDWR | O_CLOEXEC);
}

static int limit_files(int64_t bytes) {
    struct rlimit limit = {bytes, RLIM_INFINITY};
    return setrlimit(RLIMIT_FSIZE, &limit);
}

static int64_t make_call(const int64_t *asked, const struct iovec *range, int count) {
    loff_t offset = asked[2];
    switch (asked[0]) {
        case TASK: return syscall(SYS_gettid);
        case PIPE: return make_pipe(asked[1]);
        case LEND: return lend(asked[1], asked[2]);
        case VMSPLICE: return vmsplice(asked[1], range, count, SPLICE_F_NONBLOCK);
        case PWRITEV: return pwritev(asked[1], range, count, asked[2]);
        case SPLICE: return splice(asked[1] >> 32, NULL, (int)asked[1], &offset, asked[3], SPLICE_F_NONBLOCK);
        case CLOSE: return close(asked[1]);
        case UNMAP: return munmap(range[0].iov_base, range[0].iov_len);
        case LIMIT_FILES: return limit_files(asked[1]);
        default: errno = ENOSYS; return -1;
    }
}

// Makes calls for others beside the threads of the keeper, with a table of descriptors of its own and every signal blocked.
static void *serve_calls(void *listening) {
    static struct iovec range[1024];
    int64_t asked[5];
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, NULL);
    if (unshare(CLONE_FILES) != 0) fail("unshare");
    sem_post(&own_table);
    int client = accept((int)(intptr_t)listening, NULL, NULL);
    if (client < 0) fail("accept");
    close((int)(intptr_t)listening);
    while (recv(client, asked, sizeof asked, MSG_WAITALL) == sizeof asked) {
        size_t bytes = asked[4] * sizeof range[0];
        if (asked[4] > 1024 || (bytes && recv(client, range, bytes, MSG_WAITALL) != (ssize_t)bytes)) break;
        int64_t answer = make_call(asked, range, asked[4]);
        if (answer == -1) answer = -errno;
        if (send(client, &answer, sizeof answer, MSG_NOSIGNAL) != sizeof answer) break;
    }
    return NULL; // the table of descriptors goes with the thread
}

static uint64_t start_calls(void) {
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    pthread_t thread;
    sem_init(&own_table, 0, 0);
    int listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (snprintf(name.sun_path, sizeof name.sun_path, "%s/calls", folder) >= (int)sizeof name.sun_path) fail("path");
    unlink(name.sun_path);
    if (bind(listening, (struct sockaddr *)&name, sizeof name) != 0 || listen(listening, 1) != 0) fail("calls");
    if (pthread_create(&thread, NULL, serve_calls, (void *)(intptr_t)listening) != 0) fail("pthread_create");
    pthread_detach(thread);
    sem_wait(&own_table);
    close(listening);
    return 0;
}

static uint64_t obey(uint64_t command, uint64_t argument) {
    switch (command) {
        case CHECK: return wrong_pages();
        case REPORT: return report();
        case WRITE: return write_pages(argument);
        case RATE: return shown->rate = argument;
        case FORGET_GAP: return shown->longest_gap = 0;
        case TOUCH_ALL: return touch_all(argument);
        case QUIT: exit(0);
        case CALLS: return start_calls();
        case REAP: return waitpid(-1, NULL, WNOHANG);
        default: return ~0ull;
    }
}

static void *writer(void *unused) {
    uint64_t x = seed | 1;
    for (;;) {
        uint64_t rate = shown->rate;
        rest(5000000);
        if (rate == 0) continue;
        pthread_mutex_lock(&writing);
        for (uint64_t i = 0; i < rate / 200 + 1 && shown->rate; i++) {
            x ^= x << 13, x ^= x >> 7, x ^= x << 17;
            int region = x % shown->regions;
            uint64_t index = (x >> 20) % pages_of(region);
            if (writable(region, index)) write_page(region, index, next_version(region, index));
        }
        pthread_mutex_unlock(&writing);
    }
    return unused;
}

// Does what a disturbed system call or register would spoil, and counts the damage.
static void *sentinel(void *argument) {
    long i = (long)argument;
    sigset_t mine, seen;
    sigemptyset(&mine);
    sigaddset(&mine, SIGUSR1);
    sigaddset(&mine, SIGRTMIN + i);
    pthread_sigmask(SIG_SETMASK, &mine, NULL);
    double product = 1.0;
    uint64_t pattern = 0x1234567890abcdefull * (i + 1);
    for (;;) {
        uint64_t kept = pattern, harm = 0;
        double before = product;
        __asm__ volatile("" : "+r"(kept));
        char c;
        struct timespec limit = {0, 20000000};
        if (i % 4 == 0) rest(1000000);
        else if (i % 4 == 1) harm = read(pipe_ends[0], &c, 1) != 1 || c != 'x';
        else if (i % 4 == 2) harm = syscall(SYS_futex, &never, FUTEX_WAIT, 0, &limit, 0, 0) != -1 || errno != ETIMEDOUT;
        else for (int k = 0; k < 20000; k++) product = product * 1.0000001;
        __asm__ volatile("" : "+r"(kept));
        pthread_sigmask(SIG_SETMASK, NULL, &seen);
        harm += kept != pattern || product < before || memcmp(&seen, &mine, sizeof(long)) != 0;
        if (product > 1e6) product = 1.0;
        if (i % 4 == 3) rest(1000000);
        if (harm) __sync_fetch_and_add(&shown->harm, harm);
        shown->counter[i]++;
    }
    return NULL;
}

static void start_threads(int threads) {
    pthread_t thread;
    if (pipe(pipe_ends) != 0) fail("pipe");
    if (pthread_create(&thread, NULL, writer, NULL) != 0) fail("pthread_create");
    for (long i = 1; i < threads && i < MOST_THREADS; i++)
        if (pthread_create(&thread, NULL, sentinel, (void *)i) != 0) fail("pthread_create");
}

// Children share the shared regions, and copy a page of each private one.
static void start_children(int children) {
    for (int child = 0; child < children; child++) {
        pid_t pid = fork();
        if (pid < 0) fail("fork");
        if (pid > 0) continue;
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        for (int region = 0; region < (int)shown->regions; region++) {
            int kind = shown->region[region].kind;
            if (kind == ANONYMOUS || kind == HEAP || kind == ZERO) memset(bytes[region] + PAGE * child, 'c', PAGE);
        }
        for (;;) pause();
    }
}

static void serve(int threads) {
    uint64_t last = now(), beat = last;
    for (;;) {
        rest(200000);
        uint64_t moment = now();
        if (moment - last > shown->longest_gap) shown->longest_gap = moment - last;
        last = moment;
        shown->ticks++;
        if (moment - beat > 10000000) {
            beat = moment;
            for (int i = 1; i < threads && i < MOST_THREADS; i += 4)
                if (write(pipe_ends[1], "x", 1) != 1) shown->harm++;
        }
        uint64_t request = shown->request;
        if (request == shown->done) continue;
        pthread_mutex_lock(&writing);
        shown->result = obey(shown->command, shown->argument);
        pthread_mutex_unlock(&writing);
        __sync_synchronize();
        shown->done = request;
        last = now();
    }
}

int main(int count, char **argument) {
    if (count < 7) return 2;
    int file = open(argument[1], O_RDWR);
    folder = argument[2];
    uint64_t anonymous_bytes = strtoull(argument[3], NULL, 10) << 20;
    int threads = atoi(argument[4]), children = atoi(argument[5]);
    shown = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (file < 0 || shown == MAP_FAILED) fail(argument[1]);
    close(file);
    if (getenv("TRACKED")) syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK); // for whoever tracks
    prctl(PR_SET_TIMERSLACK, 1000);
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    seed = (uint64_t)getpid() * 0x9e3779b97f4a7c15ull ^ now();
    uint64_t stack_bytes = 256 << 10;
    char *stack = __builtin_alloca(stack_bytes + PAGE);
    stack = (char *)(((uintptr_t)stack + PAGE - 1) & ~(uintptr_t)(PAGE - 1));
    for (int i = 6; i < count; i++) add_kind(argument[i], anonymous_bytes, stack, stack_bytes);
    start_children(children);
    start_threads(threads);
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, SIGUSR2);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
    shown->mask = *(uint64_t *)&mask;
    shown->pid = getpid();
    shown->ready = 1;
    serve(threads);
}
