#include "print/printer/drivers.hpp"

#include <algorithm>
#include <array>

#include "core/base/text.hpp"

namespace entre {

namespace {

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// Only letters and digits, in lower case: "QL-820NWB" and "QL 820NWB" are the same model.
std::string folded_model(std::string_view text) {
    auto out = to_lower_ascii(text);
    std::erase_if(out, [](char c) { return !is_letter_or_digit(c); });
    return out;
}

/// "Brother" of "Brother Industries, Ltd.", "Zebra" of "Zebra Technologies".
std::string folded_make(std::string_view text) {
    auto lower = to_lower_ascii(text);
    if (lower.starts_with("hewlett")) return "hp";
    return folded_model(lower.substr(0, lower.find_first_of(" ,")));
}

struct Model {
    std::string make, model;
};

/// The model without the make before it.
Model model_of(std::string_view make, std::string_view model) {
    Model out{folded_make(make), folded_model(model)};
    if (!out.make.empty() && out.model.size() > out.make.size() && out.model.starts_with(out.make))
        out.model.erase(0, out.make.size());
    return out;
}

Model model_in_id(std::string_view device_id) {
    return model_of(device_id_value(device_id, "MFG", "MANUFACTURER"), device_id_value(device_id, "MDL", "MODEL"));
}

/// Of "Brother QL-820NWB Foomatic/ptouch-ql (recommended)" only the printer.
Model model_in_name(std::string_view make_and_model) {
    for (const std::string_view end : {" Foomatic/", " - CUPS", ", ", " ("})
        make_and_model = make_and_model.substr(0, make_and_model.find(end));
    return model_of(make_and_model, make_and_model);
}

bool is_same(const Model& a, const Model& b) {
    return !a.model.empty() && a.model == b.model && (a.make.empty() || b.make.empty() || a.make == b.make);
}

/// Two drivers of one model: the one that its authors recommend.
int rank_of(const DriverAnswer& driver) { return driver.make_and_model.find("(recommended)") != std::string::npos ? 1 : 0; }

struct LabelLanguage {
    std::string_view command, driver;
};
/// Command sets of label printers, and CUPS's own drivers for them.
constexpr std::array<LabelLanguage, 5> label_languages{{{"ZPL", "drv:///sample.drv/zebra.ppd"},
                                                        {"EPL2", "drv:///sample.drv/zebraep2.ppd"},
                                                        {"EPL1", "drv:///sample.drv/zebraep1.ppd"},
                                                        {"EPL", "drv:///sample.drv/zebraep2.ppd"},
                                                        {"CPCL", "drv:///sample.drv/zebracpl.ppd"}}};

const DriverAnswer* driver_for_language(const DeviceAnswer& device, const std::vector<DriverAnswer>& drivers) {
    const auto commands = device_id_value(device.device_id, "CMD", "COMMAND SET");
    for (const auto& language : label_languages) {
        if (commands.find(language.command) == std::string::npos) continue;
        const auto found =
            std::find_if(drivers.begin(), drivers.end(), [&](const DriverAnswer& d) { return d.name == language.driver; });
        if (found != drivers.end()) return &*found;
    }
    return nullptr;
}

struct Package {
    std::string_view make;
    std::string_view models;  ///< what the folded model begins with; empty: all
    std::string_view name;
    std::string_view scheme;  ///< what the names of its drivers begin with
};
constexpr std::array<Package, 9> packages{{{"brother", "ql", "printer-driver-ptouch", "ptouch:"},
                                           {"brother", "pt", "printer-driver-ptouch", "ptouch:"},
                                           {"dymo", "", "printer-driver-dymo", "dymo:"},
                                           {"zebra", "", "cups", "drv:///sample.drv/"},
                                           {"eltron", "", "cups", "drv:///sample.drv/"},
                                           {"epson", "", "printer-driver-escpr", "escpr:"},
                                           {"hp", "", "hplip", "drv:///hpcups.drv/"},
                                           {"brother", "hl", "printer-driver-brlaser", "drv:///brlaser.drv/"},
                                           {"brother", "dcp", "printer-driver-brlaser", "drv:///brlaser.drv/"}}};

/// The device id knows best; a printer on the network often has none.
std::vector<Model> models_of(const DeviceAnswer& device) {
    return {model_in_id(device.device_id), model_in_name(device.make_and_model)};
}

}  // namespace

std::string device_id_value(std::string_view device_id, std::string_view short_key, std::string_view long_key) {
    while (!device_id.empty()) {
        const auto end = std::min(device_id.find(';'), device_id.size());
        const auto pair = device_id.substr(0, end);
        device_id.remove_prefix(std::min(end + 1, device_id.size()));
        const auto colon = pair.find(':');
        if (colon == std::string_view::npos) continue;
        const auto key = trim(pair.substr(0, colon));
        if (key == short_key || key == long_key) return std::string(trim(pair.substr(colon + 1)));
    }
    return {};
}

bool needs_no_driver(const DeviceAnswer& device) {
    const std::string_view uri = device.uri;
    if (uri.starts_with("ipp://") || uri.starts_with("ipps://")) return true;
    return uri.starts_with("dnssd://") &&
           (uri.find("._ipp._tcp") != std::string_view::npos || uri.find("._ipps._tcp") != std::string_view::npos);
}

std::optional<DriverAnswer> best_driver(const DeviceAnswer& device, const std::vector<DriverAnswer>& drivers) {
    const DriverAnswer* best = nullptr;
    for (const auto& driver : drivers) {
        const Model in_id = model_in_id(driver.device_id), in_name = model_in_name(driver.make_and_model);
        const auto wanted = models_of(device);
        const bool is_right =
            std::any_of(wanted.begin(), wanted.end(), [&](const Model& m) { return is_same(m, in_id) || is_same(m, in_name); });
        if (is_right && (best == nullptr || rank_of(driver) > rank_of(*best))) best = &driver;
    }
    if (best == nullptr) best = driver_for_language(device, drivers);
    return best != nullptr ? std::optional(*best) : std::nullopt;
}

std::string driver_package(const DeviceAnswer& device, const std::vector<DriverAnswer>& drivers) {
    for (const auto& model : models_of(device))
        for (const auto& package : packages) {
            if (model.make != package.make || !model.model.starts_with(package.models)) continue;
            const bool is_there = std::any_of(drivers.begin(), drivers.end(), [&](const DriverAnswer& driver) {
                return driver.name.starts_with(package.scheme);
            });
            return is_there ? std::string{} : std::string(package.name);
        }
    return {};
}

}  // namespace entre
