package io.github.vigia.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/**
 * The system calls of Linux on x86-64 and arm64, all through {@code long syscall(long number, ...)}
 * of libc, see syscall(2): one call shape, because each shape costs about half a megabyte. Nothing
 * native is loaded before the first object is made. One thread an object.
 */
public final class Libc {

  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int ESRCH = 3;
  static final int EINTR = 4;
  static final int ECHILD = 10;
  static final int EAGAIN = 11;
  static final int EACCES = 13;
  static final int ENOTDIR = 20;
  static final int ELOOP = 40;

  static final int AT_FDCWD = -100;
  static final int O_RDONLY = 0;
  static final int O_CLOEXEC = 0x80000;

  /** The calls in use, with their numbers in asm/unistd_64.h and in asm-generic/unistd.h. */
  enum Call {
    READ(0, 63),
    WRITE(1, 64),
    CLOSE(3, 57),
    LSEEK(8, 62),
    PREAD64(17, 67),
    SOCKET(41, 198),
    SENDTO(44, 206),
    RECVFROM(45, 207),
    BIND(49, 200),
    GETSOCKNAME(51, 204),
    SETSOCKOPT(54, 208),
    KILL(62, 129),
    UNAME(63, 160),
    FLOCK(73, 32),
    FTRUNCATE(77, 46),
    STATFS(137, 43),
    GETPRIORITY(140, 141),
    SETPRIORITY(141, 140),
    GETDENTS64(217, 61),
    WAITID(247, 95),
    IOPRIO_SET(251, 30),
    IOPRIO_GET(252, 31),
    OPENAT(257, 56),
    UNLINKAT(263, 35),
    PPOLL(271, 73),
    UTIMENSAT(280, 88),
    FALLOCATE(285, 47),
    GETRANDOM(318, 278),
    STATX(332, 291),
    PIDFD_SEND_SIGNAL(424, 424),
    PIDFD_OPEN(434, 434),
    PROCESS_MRELEASE(448, 448);

    private final int onX86;
    private final int onArm;

    Call(int onX86, int onArm) {
      this.onX86 = onX86;
      this.onArm = onArm;
    }
  }

  /** Bound at the first use. */
  private static final class Bound {
    static final boolean ARM = isArm();
    static final StructLayout STATE = Linker.Option.captureStateLayout();
    static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    static final MethodHandle SYSCALL =
        bind(Linker.nativeLinker().defaultLookup().findOrThrow("syscall"));

    @SuppressWarnings("restricted") // the one place that binds native code
    static MethodHandle bind(MemorySegment function) {
      return Linker.nativeLinker()
          .downcallHandle(
              function,
              FunctionDescriptor.of(
                  JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
                  JAVA_LONG),
              Linker.Option.captureCallState("errno"));
    }
  }

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment state = arena.allocate(Bound.STATE);

  /** Whether this is a system whose call numbers are known here; nothing is loaded to tell. */
  public static boolean isAvailable() {
    return System.getProperty("os.name", "").equals("Linux") && (isX86() || isArm());
  }

  private static boolean isX86() {
    return System.getProperty("os.arch", "").equals("amd64");
  }

  private static boolean isArm() {
    return System.getProperty("os.arch", "").equals("aarch64");
  }

  /** Zeroed native memory, aligned for every struct, freed when nobody refers to it. */
  MemorySegment allocate(long bytes) {
    return arena.allocate(bytes, 8);
  }

  /** What the kernel returned; {@code -errno} if it failed. */
  long call(Call call, long a, long b, long c, long d, long e, long f) {
    long number = Bound.ARM ? call.onArm : call.onX86;
    try {
      long result = (long) Bound.SYSCALL.invokeExact(state, number, a, b, c, d, e, f);
      return result == -1 ? -(int) Bound.ERRNO.get(state, 0L) : result;
    } catch (Throwable t) {
      throw new IllegalStateException("syscall " + call + " could not be made", t);
    }
  }

  long call(Call call, long a, long b, long c) {
    return call(call, a, b, c, 0, 0, 0);
  }

  /** Opens for reading, with close-on-exec; a descriptor or {@code -errno}. See openat(2). */
  int open(int folder, MemorySegment path) {
    return (int) call(Call.OPENAT, folder, path.address(), O_RDONLY | O_CLOEXEC);
  }

  void close(int descriptor) {
    call(Call.CLOSE, descriptor, 0, 0);
  }

  /** A C string. */
  MemorySegment path(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    MemorySegment segment = allocate(bytes.length + 1L);
    MemorySegment.copy(bytes, 0, segment, JAVA_BYTE, 0, bytes.length);
    return segment;
  }

  /** Unpredictable bits. See getrandom(2). */
  long random() {
    MemorySegment bits = allocate(8);
    call(Call.GETRANDOM, bits.address(), 8, 0);
    return bits.get(JAVA_LONG, 0);
  }

  /** The machine as the kernel names it: {@code x86_64}. See uname(2): fields of 65 bytes. */
  public String machine() {
    MemorySegment names = allocate(6 * 65);
    call(Call.UNAME, names.address(), 0, 0);
    return names.getString(4 * 65);
  }

  /**
   * {@code malloc_trim(0)} of glibc, see malloc_trim(3): gives the unused heap of native code back
   * to the kernel. Bound with the shape of {@code syscall}, whose further arguments it does not
   * look at: a shape of its own would cost more than it frees. Whether it gave anything back; false
   * where the libc has none.
   */
  public static boolean trimHeap() {
    MemorySegment function =
        Linker.nativeLinker().defaultLookup().find("malloc_trim").orElse(MemorySegment.NULL);
    if (function.equals(MemorySegment.NULL)) {
      return false;
    }
    Libc libc = new Libc();
    try {
      long result = (long) Bound.bind(function).invokeExact(libc.state, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
      // It returns an int: the upper half is anything.
      return (int) result == 1;
    } catch (Throwable t) {
      throw new IllegalStateException("malloc_trim could not be called", t);
    }
  }

  /** {@code -errno} as a sentence. */
  static String problem(long result) {
    return switch ((int) -result) {
      case EPERM, EACCES -> "not permitted";
      case ENOENT -> "no such file";
      case ESRCH -> "no such process";
      case 5 -> "input/output error";
      case 16 -> "busy";
      case 22 -> "invalid argument";
      case 26 -> "it is a program that runs";
      case 28 -> "no space left";
      case 30 -> "read-only file system";
      case 40 -> "there is a link in its path";
      case 95 -> "not supported there";
      case 97 -> "address family not supported";
      case 101 -> "network is unreachable";
      case 107 -> "transport endpoint is not connected";
      case 113 -> "no route to host";
      case 116 -> "stale file handle";
      default -> "error " + -result;
    };
  }

  static int intAt(MemorySegment segment, long offset) {
    return segment.get(JAVA_INT, offset);
  }
}
