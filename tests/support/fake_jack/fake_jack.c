/* An ALSA control plugin without a sound card: one element "Headphone Jack", which is 1 while the file named in the configuration
 * begins with "1". A change of the file is an event. For tests of kiosk/speech/headphones.cpp. */
#include <alsa/asoundlib.h>
#include <alsa/control_external.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

struct jack {
    snd_ctl_ext_t ext;
    char *file;
    int told;
};

static int is_in(const struct jack *jack) {
    char first = '0';
    const int file = open(jack->file, O_RDONLY);
    if (file < 0) return 0;
    if (read(file, &first, 1) != 1) first = '0';
    close(file);
    return first == '1';
}

static void on_close(snd_ctl_ext_t *ext) {
    struct jack *jack = ext->private_data;
    close(ext->poll_fd);
    free(jack->file);
    free(jack);
}

static int on_count(snd_ctl_ext_t *ext) {
    (void)ext;
    return 1;
}

static int on_list(snd_ctl_ext_t *ext, unsigned offset, snd_ctl_elem_id_t *id) {
    (void)ext;
    (void)offset;
    snd_ctl_elem_id_set_interface(id, SND_CTL_ELEM_IFACE_CARD);
    snd_ctl_elem_id_set_name(id, "Headphone Jack");
    return 0;
}

static snd_ctl_ext_key_t on_find(snd_ctl_ext_t *ext, const snd_ctl_elem_id_t *id) {
    (void)ext;
    (void)id;
    return 0;
}

static int on_attribute(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, int *type, unsigned *access, unsigned *count) {
    (void)ext;
    (void)key;
    *type = SND_CTL_ELEM_TYPE_BOOLEAN;
    *access = SND_CTL_EXT_ACCESS_READ;
    *count = 1;
    return 0;
}

static int on_info(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, long *low, long *high, long *step) {
    (void)ext;
    (void)key;
    *low = 0;
    *high = 1;
    *step = 0;
    return 0;
}

static int on_read(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, long *value) {
    (void)key;
    *value = is_in(ext->private_data);
    return 0;
}

static int on_event(snd_ctl_ext_t *ext, snd_ctl_elem_id_t *id, unsigned *mask) {
    char events[4096];
    struct jack *jack = ext->private_data;
    if (read(ext->poll_fd, events, sizeof events) <= 0 || is_in(jack) == jack->told) return -EAGAIN;
    jack->told = is_in(jack);
    on_list(ext, 0, id);
    *mask = SND_CTL_EVENT_MASK_VALUE;
    return 1;
}

static const snd_ctl_ext_callback_t callbacks = {.close = on_close,
                                                 .elem_count = on_count,
                                                 .elem_list = on_list,
                                                 .find_elem = on_find,
                                                 .get_attribute = on_attribute,
                                                 .get_integer_info = on_info,
                                                 .read_integer = on_read,
                                                 .read_event = on_event};

static const char *file_in(const snd_config_t *config) {
    const char *file = "jack";
    snd_config_iterator_t i, next;
    snd_config_for_each(i, next, (snd_config_t *)config) {
        snd_config_t *one = snd_config_iterator_entry(i);
        const char *id = NULL;
        if (snd_config_get_id(one, &id) >= 0 && strcmp(id, "file") == 0) snd_config_get_string(one, &file);
    }
    return file;
}

SND_CTL_PLUGIN_DEFINE_FUNC(fake_jack) {
    (void)root;
    struct jack *jack = calloc(1, sizeof *jack);
    if (jack == NULL) return -ENOMEM;
    jack->file = strdup(file_in(conf));
    jack->told = is_in(jack);
    jack->ext.version = SND_CTL_EXT_VERSION;
    strcpy(jack->ext.id, "fake");
    strcpy(jack->ext.name, "Fake card");
    strcpy(jack->ext.longname, "Fake card with a headphone jack");
    strcpy(jack->ext.mixername, "fake");
    jack->ext.poll_fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    inotify_add_watch(jack->ext.poll_fd, jack->file, IN_CLOSE_WRITE);
    jack->ext.callback = &callbacks;
    jack->ext.private_data = jack;
    const int error = snd_ctl_ext_create(&jack->ext, name, mode);
    if (error < 0) {
        close(jack->ext.poll_fd);
        free(jack->file);
        free(jack);
        return error;
    }
    *handlep = jack->ext.handle;
    return 0;
}
SND_CTL_PLUGIN_SYMBOL(fake_jack);
