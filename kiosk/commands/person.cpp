#include <fmt/format.h>

#include <cstdio>

#include "core/base/atomic_file.hpp"
#include "core/base/log.hpp"
#include "core/services/person_data.hpp"
#include "core/services/staff_desk.hpp"
#include "core/store/read_only_folder.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/common.hpp"

namespace entre {

namespace {

/// The one person that is meant; otherwise an error that says how to be more precise.
Result<RegistrationId> only_one(const Result<std::vector<Registration>>& people, const std::string& sought) {
    if (!people) return pass_on(people);
    if (people->empty())
        return tl::unexpected<Error>(
            error_of(ErrorCode::wrong_usage,
                     sentence("Nobody here is called {}. Write the whole name in quotes, or the ticket code.", sought)));
    if (people->size() > 1)
        return tl::unexpected<Error>(error_of(
            ErrorCode::wrong_usage, sentence("{} people are called {}. Write the ticket code instead.", people->size(), sought)));
    return people->front().id;
}

int export_person(const SeminarFolder& folder, const Seminar& seminar, const PersonOptions& options) {
    auto database = open_or_copy(folder, "entre person");
    if (!database) return report(database.error());
    const auto person = only_one(people_meant(*database, options.who), options.who);
    if (!person) return report(person.error());
    const auto history = StaffDesk(*database, seminar).history(*person);
    if (!history) return report(history.error());
    const auto text = options.file.extension() == ".csv" ? person_csv(**history) : person_json(**history);
    if (options.file == "-") {
        std::fputs(text.c_str(), stdout);
        return status_done;
    }
    const auto written = write_file_atomically(options.file, text, FileMode::owner_only);
    if (!written) return report(written.error());
    print_line(sentence("Everything that is stored about the person is in {}.", options.file.string()));
    return status_done;
}

int print_traces(const PurgeProof& proof) {
    print_line(sentence("The person is erased; attendance and badges are still counted, without a name."));
    print_line(sentence("Searched {} files for the name and the ticket code.", proof.files));
    for (const auto& trace : proof.traces)
        print_line(trace.problem.empty() ? sentence("  {}: {} places. Delete the file, or take the person out of it.",
                                                    trace.file.string(), trace.places)
                                         : sentence("  {}: not searched: {}", trace.file.string(), trace.problem));
    for (const auto& picture : proof.pictures) print_line(sentence("  {}: a picture, which no search reads", picture.string()));
    if (proof.traces.empty()) print_line(sentence("None was found."));
    return proof.traces.empty() ? status_done : status_failed;
}

int erase(const SeminarFolder& folder, const Seminar& seminar, const PersonOptions& options) {
    RegistrationId person;
    {
        auto database = open_or_copy(folder, "entre person");
        if (!database) return report(database.error());
        const auto found = only_one(people_meant(*database, options.who), options.who);
        if (!found) return report(found.error());
        person = *found;
    }
    const auto proof = erase_person(folder, person, utc_now());
    if (!proof) return report(proof.error());
    for (const auto& place : outside_places(folder, seminar))
        print_line(sentence("Outside this folder, and not searched: {}", place.string()));
    return print_traces(*proof);
}

}  // namespace

int run_person(const PersonOptions& options) {
    keep_log_quiet();
    const SeminarFolder folder{options.folder};
    const auto seminar = read_seminar(folder.path);
    if (!seminar) return report(seminar.error());
    return options.is_erase ? erase(folder, *seminar, options) : export_person(folder, *seminar, options);
}

}  // namespace entre
