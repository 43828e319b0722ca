// close_window: asks the windows of this display to close, as Alt+F4 does in a window manager (ICCCM, section 4.2.8.1). Prints how
// many it asked.
#include <X11/Xlib.h>
#include <stdio.h>
#include <string.h>

static int ask(Display *display, Window window, Atom protocols, Atom delete_window) {
    int count = 0, asked = 0;
    Atom *known = NULL;
    if (XGetWMProtocols(display, window, &known, &count)) {
        for (int i = 0; i < count; ++i) {
            if (known[i] != delete_window) continue;
            XEvent event;
            memset(&event, 0, sizeof event);
            event.xclient.type = ClientMessage;
            event.xclient.window = window;
            event.xclient.message_type = protocols;
            event.xclient.format = 32;
            event.xclient.data.l[0] = (long)delete_window;
            event.xclient.data.l[1] = CurrentTime;
            XSendEvent(display, window, False, NoEventMask, &event);
            ++asked;
        }
        XFree(known);
    }
    Window root, parent, *children = NULL;
    unsigned many = 0;
    if (XQueryTree(display, window, &root, &parent, &children, &many)) {
        for (unsigned i = 0; i < many; ++i) asked += ask(display, children[i], protocols, delete_window);
        if (children) XFree(children);
    }
    return asked;
}

int main(void) {
    Display *display = XOpenDisplay(NULL);
    if (!display) return 1;
    const int asked = ask(display, DefaultRootWindow(display), XInternAtom(display, "WM_PROTOCOLS", False),
                          XInternAtom(display, "WM_DELETE_WINDOW", False));
    printf("%d\n", asked);
    XCloseDisplay(display);
    return asked > 0 ? 0 : 1;
}
