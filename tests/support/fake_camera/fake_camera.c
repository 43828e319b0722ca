// LD_PRELOAD shim: makes /dev/video77 look like a USB webcam (YUYV + MJPG, 1280x720@30), so that GStreamer's real v4l2src can be
// tested, unplugged and plugged in again without a kernel driver. It shows FAKEV4L2_DIR/frame.gray (1280*720 bytes) or frame.jpg,
// which are read again for every frame. While FAKEV4L2_DIR/stuck exists, identical bytes are sent again and again. While
// FAKEV4L2_DIR/unplugged exists, open fails with ENOENT and ioctl with ENODEV, as the kernel does for an unplugged USB camera.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>
#define NODE "/dev/video77"
#define W 1280
#define H 720
#define MAXB 32
#define BSZ (W * H * 2)
static int fds[16], nfd;
static int is(int f) {
    for (int i = 0; i < nfd; i++)
        if (fds[i] == f) return 1;
    return 0;
}  // v4l2src works on a dup() of the descriptor
static int vfd = -1, mfd = -1, streaming, nbuf, seq;
static uint32_t fmt = V4L2_PIX_FMT_YUYV;
static uint8_t *mem;
static int queue[MAXB], qn, qd[MAXB];
static pthread_mutex_t mu = PTHREAD_MUTEX_INITIALIZER;
static const char *dir(void) {
    const char *d = getenv("FAKEV4L2_DIR");
    return d ? d : "fakev4l2";
}
static int gone(void) {
    char p[512];
    snprintf(p, sizeof p, "%s/unplugged", dir());
    return access(p, F_OK) == 0;
}
static int is_stuck(void) {
    char p[512];
    snprintf(p, sizeof p, "%s/stuck", dir());
    return access(p, F_OK) == 0;
}
static int isnode(const char *p) {
    return p && !strcmp(p, NODE);
}
static int do_open(int flags) {
    if (gone()) {
        errno = ENOENT;
        return -1;
    }
    if (vfd >= 0) return dup(vfd);  // a second open, for setting controls
    vfd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | (flags & O_NONBLOCK ? TFD_NONBLOCK : 0));
    mfd = memfd_create("fakev4l2", MFD_CLOEXEC);
    if (ftruncate(mfd, (off_t)BSZ * MAXB)) {
    }
    fds[0] = vfd;
    nfd = 1;
    mem = NULL;
    streaming = nbuf = qn = seq = 0;
    return vfd;
}
#define REAL(ret, name, ...)         \
    static ret (*real)(__VA_ARGS__); \
    if (!real) real = (ret(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)
int open(const char *p, int f, ...) {
    REAL(int, "open", const char *, int, mode_t);
    mode_t m = 0;
    if (f & (O_CREAT | O_TMPFILE)) {
        va_list a;
        va_start(a, f);
        m = va_arg(a, mode_t);
        va_end(a);
    }
    return isnode(p) ? do_open(f) : real(p, f, m);
}
int open64(const char *p, int f, ...) {
    REAL(int, "open64", const char *, int, mode_t);
    mode_t m = 0;
    if (f & (O_CREAT | O_TMPFILE)) {
        va_list a;
        va_start(a, f);
        m = va_arg(a, mode_t);
        va_end(a);
    }
    return isnode(p) ? do_open(f) : real(p, f, m);
}
int __open_2(const char *p, int f) {
    REAL(int, "__open_2", const char *, int);
    return isnode(p) ? do_open(f) : real(p, f);
}
int __open64_2(const char *p, int f) {
    REAL(int, "__open64_2", const char *, int);
    return isnode(p) ? do_open(f) : real(p, f);
}
static int dostat(struct stat *s) {
    if (gone()) {
        errno = ENOENT;
        return -1;
    }
    memset(s, 0, sizeof *s);
    s->st_mode = S_IFCHR | 0660;
    s->st_rdev = 81 << 8 | 77;
    return 0;
}
int stat(const char *p, struct stat *s) {
    REAL(int, "stat", const char *, struct stat *);
    return isnode(p) ? dostat(s) : real(p, s);
}
int stat64(const char *p, struct stat64 *s) {
    REAL(int, "stat64", const char *, struct stat64 *);
    return isnode(p) ? dostat((struct stat *)s) : real(p, s);
}
int fstat(int f, struct stat *s) {
    REAL(int, "fstat", int, struct stat *);
    return is(f) ? dostat(s) : real(f, s);
}
int close(int f) {
    REAL(int, "close", int);
    for (int i = 0; i < nfd; i++)
        if (fds[i] == f) {
            fds[i] = fds[--nfd];
            if (!nfd) {
                vfd = -1;
                if (mfd >= 0) real(mfd);
                mfd = -1;
            }
            break;
        }
    return real(f);
}
int dup(int f) {
    REAL(int, "dup", int);
    int n = real(f);
    if (n >= 0 && is(f) && nfd < 16) fds[nfd++] = n;
    return n;
}
void *mmap(void *a, size_t l, int pr, int fl, int f, off_t o) {
    REAL(void *, "mmap", void *, size_t, int, int, int, off_t);
    return is(f) ? real(a, l, pr, fl, mfd, o) : real(a, l, pr, fl, f, o);
}
void *mmap64(void *a, size_t l, int pr, int fl, int f, off64_t o) {
    REAL(void *, "mmap64", void *, size_t, int, int, int, off64_t);
    return is(f) ? real(a, l, pr, fl, mfd, o) : real(a, l, pr, fl, f, o);
}
// The controls of a webcam; every change is logged in FAKEV4L2_DIR/controls.
static struct {
    uint32_t id;
    int min_value, limit, value;
} controls[] = {{V4L2_CID_EXPOSURE_AUTO, 0, 3, V4L2_EXPOSURE_APERTURE_PRIORITY}, {V4L2_CID_EXPOSURE_ABSOLUTE, 3, 2047, 320},
                {V4L2_CID_GAIN, 0, 100, 64},                                     {V4L2_CID_FOCUS_AUTO, 0, 1, 1},
                {V4L2_CID_FOCUS_ABSOLUTE, 0, 250, 10}};
static int control(uint32_t id) {
    for (unsigned i = 0; i < sizeof controls / sizeof *controls; i++)
        if (controls[i].id == id) return (int)i;
    return -1;
}
static int is_dark(void) {
    return controls[1].value < 100;
}
static void note_control(uint32_t id, int value) {
    char p[512];
    snprintf(p, sizeof p, "%s/controls", dir());
    FILE *f = fopen(p, "a");
    if (!f) return;
    fprintf(f, "%x=%d\n", id, value);
    fclose(f);
}
static size_t fill(uint8_t *dst) {
    char p[512];
    // If present, FAKEV4L2_DIR/dark.jpg and dark.gray are shown for exposures of less than 10 ms.
    FILE *f = NULL;
    if (is_dark()) {
        snprintf(p, sizeof p, "%s/%s", dir(), fmt == V4L2_PIX_FMT_MJPEG ? "dark.jpg" : "dark.gray");
        f = fopen(p, "rb");
    }
    if (!f) {
        snprintf(p, sizeof p, "%s/%s", dir(), fmt == V4L2_PIX_FMT_MJPEG ? "frame.jpg" : "frame.gray");
        f = fopen(p, "rb");
    }
    if (!f) return 0;
    size_t n;
    if (fmt == V4L2_PIX_FMT_MJPEG) {
        n = fread(dst, 1, BSZ - 4, f);
        // A working sensor never sends identical bytes twice; only a stuck one does.
        if (!is_stuck()) {
            memcpy(dst + n, &seq, sizeof seq);
            n += sizeof seq;
        }
    } else {
        static uint8_t g[W * H];
        n = fread(g, 1, sizeof g, f);
        for (size_t i = 0; i < n; i++) {
            dst[2 * i] = g[i];
            dst[2 * i + 1] = 128;
        }
        if (n > 0 && !is_stuck()) dst[0] ^= (uint8_t)(seq & 1);
        n *= 2;
    }
    fclose(f);
    return n;
}
static void setpix(struct v4l2_pix_format *p) {
    uint32_t want = p->pixelformat == V4L2_PIX_FMT_MJPEG ? V4L2_PIX_FMT_MJPEG : V4L2_PIX_FMT_YUYV;
    memset(p, 0, sizeof *p);
    p->width = W;
    p->height = H;
    p->pixelformat = want;
    p->field = V4L2_FIELD_NONE;
    p->bytesperline = want == V4L2_PIX_FMT_YUYV ? W * 2 : 0;
    p->sizeimage = BSZ;
    p->colorspace = V4L2_COLORSPACE_SRGB;
}
static void bufinfo(struct v4l2_buffer *b) {
    b->length = BSZ;
    b->m.offset = b->index * BSZ;
    b->memory = V4L2_MEMORY_MMAP;
    b->field = V4L2_FIELD_NONE;
    b->flags = V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC | V4L2_BUF_FLAG_MAPPED;
    if (b->index < MAXB && qd[b->index]) b->flags |= V4L2_BUF_FLAG_QUEUED;
}
static int E(int e) {
    errno = e;
    return -1;
}
int ioctl(int fd, unsigned long rq, ...) {
    va_list ap;
    va_start(ap, rq);
    void *arg = va_arg(ap, void *);
    va_end(ap);
    REAL(int, "ioctl", int, unsigned long, void *);
    if (!is(fd)) return real(fd, rq, arg);
    if (gone()) return E(ENODEV);
    switch ((unsigned)rq) {
        case VIDIOC_QUERYCAP: {
            struct v4l2_capability *c = arg;
            memset(c, 0, sizeof *c);
            strcpy((char *)c->driver, "uvcvideo");
            strcpy((char *)c->card, "Fake USB camera");
            strcpy((char *)c->bus_info, "usb-fake-1");
            c->version = 0x060100;
            c->device_caps = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING | V4L2_CAP_EXT_PIX_FORMAT;
            c->capabilities = c->device_caps | V4L2_CAP_DEVICE_CAPS;
            return 0;
        }
        case VIDIOC_ENUM_FMT: {
            struct v4l2_fmtdesc *f = arg;
            if (f->type != V4L2_BUF_TYPE_VIDEO_CAPTURE || f->index > 1) return E(EINVAL);
            f->flags = f->index ? V4L2_FMT_FLAG_COMPRESSED : 0;
            f->pixelformat = f->index ? V4L2_PIX_FMT_MJPEG : V4L2_PIX_FMT_YUYV;
            strcpy((char *)f->description, f->index ? "Motion-JPEG" : "YUYV 4:2:2");
            return 0;
        }
        case VIDIOC_ENUM_FRAMESIZES: {
            struct v4l2_frmsizeenum *f = arg;
            if (f->index) return E(EINVAL);
            f->type = V4L2_FRMSIZE_TYPE_DISCRETE;
            f->discrete.width = W;
            f->discrete.height = H;
            return 0;
        }
        case VIDIOC_ENUM_FRAMEINTERVALS: {
            struct v4l2_frmivalenum *f = arg;
            if (f->index) return E(EINVAL);
            f->type = V4L2_FRMIVAL_TYPE_DISCRETE;
            f->discrete.numerator = 1;
            f->discrete.denominator = 30;
            return 0;
        }
        case VIDIOC_G_FMT: {
            struct v4l2_format *f = arg;
            if (f->type != V4L2_BUF_TYPE_VIDEO_CAPTURE) return E(EINVAL);
            f->fmt.pix.pixelformat = fmt;
            setpix(&f->fmt.pix);
            return 0;
        }
        case VIDIOC_TRY_FMT:
        case VIDIOC_S_FMT: {
            struct v4l2_format *f = arg;
            if (f->type != V4L2_BUF_TYPE_VIDEO_CAPTURE) return E(EINVAL);
            setpix(&f->fmt.pix);
            if ((unsigned)rq == VIDIOC_S_FMT) fmt = f->fmt.pix.pixelformat;
            return 0;
        }
        case VIDIOC_G_PARM:
        case VIDIOC_S_PARM: {
            struct v4l2_streamparm *p = arg;
            if (p->type != V4L2_BUF_TYPE_VIDEO_CAPTURE) return E(EINVAL);
            memset(&p->parm, 0, sizeof p->parm);
            p->parm.capture.capability = V4L2_CAP_TIMEPERFRAME;
            p->parm.capture.timeperframe.numerator = 1;
            p->parm.capture.timeperframe.denominator = 30;
            return 0;
        }
        case VIDIOC_ENUMINPUT: {
            struct v4l2_input *i = arg;
            if (i->index) return E(EINVAL);
            memset(i, 0, sizeof *i);
            strcpy((char *)i->name, "Camera 1");
            i->type = V4L2_INPUT_TYPE_CAMERA;
            return 0;
        }
        case VIDIOC_G_INPUT:
            *(int *)arg = 0;
            return 0;
        case VIDIOC_S_INPUT:
            return *(int *)arg ? E(EINVAL) : 0;
        case VIDIOC_REQBUFS: {
            struct v4l2_requestbuffers *r = arg;
            if (r->memory != V4L2_MEMORY_MMAP) return E(EINVAL);
            if (r->count > MAXB) r->count = MAXB;
            nbuf = r->count;
            qn = 0;
            memset(qd, 0, sizeof qd);
            r->capabilities = V4L2_BUF_CAP_SUPPORTS_MMAP;
            if (!mem) mem = mmap(NULL, (size_t)BSZ * MAXB, PROT_READ | PROT_WRITE, MAP_SHARED, mfd, 0);
            return 0;
        }
        case VIDIOC_QUERYBUF: {
            struct v4l2_buffer *b = arg;
            if ((int)b->index >= nbuf) return E(EINVAL);
            bufinfo(b);
            return 0;
        }
        case VIDIOC_QBUF: {
            struct v4l2_buffer *b = arg;
            if ((int)b->index >= nbuf) return E(EINVAL);
            pthread_mutex_lock(&mu);
            queue[qn++] = b->index;
            qd[b->index] = 1;
            bufinfo(b);
            pthread_mutex_unlock(&mu);
            return 0;
        }
        case VIDIOC_DQBUF: {
            struct v4l2_buffer *b = arg;
            uint64_t x;
            if (!streaming) return E(EINVAL);
            if (read(fd, &x, 8) < 0) return -1;
            if (gone()) return E(ENODEV);
            pthread_mutex_lock(&mu);
            if (!qn) {
                pthread_mutex_unlock(&mu);
                return E(EAGAIN);
            }
            int i = queue[0];
            memmove(queue, queue + 1, sizeof(int) * --qn);
            qd[i] = 0;
            pthread_mutex_unlock(&mu);
            b->index = i;
            bufinfo(b);
            b->bytesused = fill(mem + (size_t)i * BSZ);
            b->sequence = seq++;
            struct timespec t;
            clock_gettime(CLOCK_MONOTONIC, &t);
            b->timestamp.tv_sec = t.tv_sec;
            b->timestamp.tv_usec = t.tv_nsec / 1000;
            return 0;
        }
        case VIDIOC_STREAMON: {
            struct itimerspec it = {{0, 33333333}, {0, 33333333}};
            timerfd_settime(fd, 0, &it, NULL);
            streaming = 1;
            return 0;
        }
        case VIDIOC_STREAMOFF: {
            struct itimerspec it = {{0, 0}, {0, 0}};
            timerfd_settime(fd, 0, &it, NULL);
            streaming = 0;
            qn = 0;
            memset(qd, 0, sizeof qd);
            return 0;
        }
        case VIDIOC_QUERYCTRL: {
            struct v4l2_queryctrl *q = arg;
            int i = control(q->id);
            if (i < 0) return E(EINVAL);
            q->type = V4L2_CTRL_TYPE_INTEGER;
            q->minimum = controls[i].min_value;
            q->maximum = controls[i].limit;
            q->step = 1;
            q->flags = 0;
            return 0;
        }
        case VIDIOC_G_CTRL: {
            struct v4l2_control *c = arg;
            int i = control(c->id);
            if (i < 0) return E(EINVAL);
            c->value = controls[i].value;
            return 0;
        }
        case VIDIOC_S_CTRL: {
            struct v4l2_control *c = arg;
            int i = control(c->id);
            if (i < 0 || c->value < controls[i].min_value || c->value > controls[i].limit) return E(EINVAL);
            controls[i].value = c->value;
            note_control(c->id, c->value);
            return 0;
        }
        default:
            return E(ENOTTY);
    }
}
